/* ac-key-row-badges.c: what stands at the end of a row, and the row in the words of a screen reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-row"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-compat.h"
#include "ac-key-age.h"
#include "ac-key-rotations.h"
#include "ac-key-row-private.h"
#include "ac-key-texts.h"

/* The badges that the row is to have. */
typedef struct
{
  const char *style_class; /* (nullable) */
  char *text;
  char *description;       /* (nullable): for tooltip and screen readers */
} Badge;

static void
badge_clear (gpointer data)
{
  Badge *badge = data;

  g_free (badge->text);
  g_free (badge->description);
}

static Badge *
add_badge (GArray     *badges,
           const char *text,
           const char *style_class)
{
  Badge badge = { .style_class = style_class, .text = g_strdup (text) };

  g_array_append_val (badges, badge);

  return &g_array_index (badges, Badge, badges->len - 1);
}

/* (transfer full) */
static char *
describe_age (int age)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);
  guint rotate_after = g_settings_get_uint (settings, "rotate-keys-after");
  g_autofree char *created = g_strdup_printf (ngettext ("Created %u day ago", "Created %u days ago", (guint) age), (guint) age);

  if (rotate_after == 0)
    return g_steal_pointer (&created);

  /* Translators: %1$s is “Created 293 days ago” */
  return g_strdup_printf (ngettext ("%1$s; rotate keys every %2$u day", "%1$s; rotate keys every %2$u days", rotate_after),
                          created, rotate_after);
}

static void
add_age_badge (AcKeyRow *self,
               GArray   *badges)
{
  int age = ac_key_age_today (self->key);
  g_autofree char *text = NULL;

  if (age < 0)
    return;

  text = ac_key_age_format (age);
  add_badge (badges, text, ac_key_age_get_style_class (ac_key_age_from_days (age)))->description = describe_age (age);
}

static void
add_rotation_badge (AcKeyRow *self,
                    GArray   *badges)
{
  AcRotation *rotation = ac_key_rotations_find (self->rotations, self->keys, self->key);
  g_autofree char *text = NULL;

  if (ac_key_rotations_is_open (rotation))
    {
      text = ac_key_rotations_format_badge (rotation);
      add_badge (badges, text, "accent");
    }
  else if (rotation != NULL && !ac_api_key_get_enabled (self->key) && ac_key_rotations_is_to_delete (rotation))
    /* Translators: a badge: a disabled key that somebody wanted to be reminded to delete */
    add_badge (badges, _("Delete it"), "warning");
}

/* In the order of ui.md 6. (transfer full) (element-type Badge) */
static GArray *
create_badges (AcKeyRow *self)
{
  GArray *badges = g_array_new (FALSE, FALSE, sizeof (Badge));

  g_array_set_clear_func (badges, badge_clear);
  if (self->environment == NULL && ac_api_keys_is_in_use (self->keys, self->key))
    /* Translators: a badge: this program is signed in with the key */
    add_badge (badges, _("In use here"), "accent");
  if (ac_api_key_get_root (self->key))
    /* Translators: a badge: the first key of an account or a product environment */
    add_badge (badges, _("Root"), NULL);
  if (ac_api_key_get_dedicated_for_webhooks (self->key))
    /* Translators: a badge: the key signs webhook notifications */
    add_badge (badges, _("Webhooks"), "accent");
  add_rotation_badge (self, badges);
  add_age_badge (self, badges);

  return badges;
}

/* Rows are updated often, and badges are seldom others. */
static gboolean
are_others (AcKeyRow *self,
            GArray   *badges)
{
  g_autoptr(GString) state = g_string_new (NULL);

  for (guint i = 0; i < badges->len; i++)
    {
      Badge *badge = &g_array_index (badges, Badge, i);

      g_string_append_printf (state, "%s\n%s\n%s\n", badge->text, badge->style_class != NULL ? badge->style_class : "",
                              badge->description != NULL ? badge->description : "");
    }

  return g_set_str (&self->badges_state, state->str);
}

void
ac_key_row_show_badges (AcKeyRow *self)
{
  g_autoptr(GArray) badges = create_badges (self);
  g_autoptr(GString) words = g_string_new (ac_key_row_get_title (self));
  gboolean others = are_others (self, badges);

  g_string_append_printf (words, ", %s", ac_api_key_get_api_key (self->key));
  if (others)
    ac_badge_box_clear (self->badges);
  for (guint i = 0; i < badges->len; i++)
    {
      Badge *badge = &g_array_index (badges, Badge, i);

      g_string_append_printf (words, ", %s", badge->text);
      if (others)
        {
          GtkWidget *label = ac_badge_box_add (self->badges, badge->text, badge->style_class);

          gtk_widget_set_tooltip_text (label, badge->description);
          gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                          badge->description != NULL ? badge->description : "", -1);
        }
    }

  g_string_append_printf (words, ", %s", ac_api_key_get_enabled (self->key) ? _("enabled") : _("disabled"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
}
