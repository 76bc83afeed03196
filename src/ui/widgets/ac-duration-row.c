/* ac-duration-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-duration-row"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-duration-row.h"

#include "ac-compat.h"

struct _AcDurationRow
{
  AdwComboRow parent_instance;

  GSettings *settings; /* (nullable) */
  char *key;
  AcDurationUnit unit;
  const int *values;
  guint minimum;

  GArray *offered;     /* (element-type guint): in the order of the list */
  gboolean updating;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AcDurationRow, ac_duration_row, ADW_TYPE_COMBO_ROW)

static guint signals[N_SIGNALS];

static char *
create_text (AcDurationRow *self,
             guint          value)
{
  if (value == 0)
    return g_strdup (_("Never"));

  switch (self->unit)
    {
    case AC_DURATION_UNIT_SECONDS:
      return g_strdup_printf (ngettext ("%u second", "%u seconds", value), value);

    case AC_DURATION_UNIT_DAYS:
      return g_strdup_printf (ngettext ("%u day", "%u days", value), value);

    default:
      g_return_val_if_reached (NULL);
    }
}

/* Shortest first, and never last. */
static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  /* 0 becomes the greatest. */
  guint first = *(const guint *) a - 1;
  guint second = *(const guint *) b - 1;

  return (first > second) - (first < second);
}

static void
offer_values (AcDurationRow *self,
              guint          current)
{
  gboolean has_current = FALSE;

  g_array_set_size (self->offered, 0);
  for (const int *value = self->values; *value >= 0; value++)
    {
      guint number = (guint) *value;

      if (number != 0 && number < self->minimum && number != current)
        continue;
      has_current |= number == current;
      g_array_append_val (self->offered, number);
    }
  if (!has_current)
    g_array_append_val (self->offered, current);
  g_array_sort (self->offered, compare_values);
}

static void
update (AcDurationRow *self)
{
  g_autoptr(GtkStringList) texts = gtk_string_list_new (NULL);
  guint current = g_settings_get_uint (self->settings, self->key);
  guint selected = 0;

  offer_values (self, current);
  for (guint i = 0; i < self->offered->len; i++)
    {
      guint value = g_array_index (self->offered, guint, i);

      gtk_string_list_take (texts, create_text (self, value));
      if (value == current)
        selected = i;
    }

  self->updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (texts));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->updating = FALSE;
}

/* Whether the list shows the setting already: it is not replaced under the hands of who chooses from it. */
static void
on_setting_changed_cb (AcDurationRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (selected >= self->offered->len ||
      g_array_index (self->offered, guint, selected) != g_settings_get_uint (self->settings, self->key))
    update (self);
}

static void
on_selected_changed_cb (AcDurationRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->updating || selected >= self->offered->len)
    return;

  g_settings_set_uint (self->settings, self->key, g_array_index (self->offered, guint, selected));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
ac_duration_row_finalize (GObject *object)
{
  AcDurationRow *self = AC_DURATION_ROW (object);

  g_clear_object (&self->settings);
  g_free (self->key);
  g_array_unref (self->offered);

  G_OBJECT_CLASS (ac_duration_row_parent_class)->finalize (object);
}

static void
ac_duration_row_class_init (AcDurationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ac_duration_row_finalize;

  /**
   * AcDurationRow::chosen:
   * @self: the row
   *
   * Somebody chose another value, and the setting has it.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ac_duration_row_init (AcDurationRow *self)
{
  self->offered = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * ac_duration_row_bind:
 * @self: a row that isn't bound yet
 * @settings: settings
 * @key: a key of type u in @settings
 * @unit: what it counts
 * @values: (array) (not nullable): what is offered, 0 for never, -1 at the end; stays where it is
 *
 * Shows the setting from now on, and changes it at once when somebody chooses another value.
 */
void
ac_duration_row_bind (AcDurationRow  *self,
                      GSettings      *settings,
                      const char     *key,
                      AcDurationUnit  unit,
                      const int      *values)
{
  g_autofree char *signal_name = NULL;

  g_return_if_fail (AC_IS_DURATION_ROW (self));
  g_return_if_fail (self->settings == NULL);
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (key != NULL && values != NULL);

  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  self->unit = unit;
  self->values = values;
  update (self);

  signal_name = g_strconcat ("changed::", key, NULL);
  g_signal_connect_object (settings, signal_name, G_CALLBACK (on_setting_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected_changed_cb), NULL);
}

/**
 * ac_duration_row_set_minimum:
 * @self: a row that is bound
 * @minimum: the shortest duration that makes sense
 *
 * Takes shorter ones off the list, but for one that the setting has.
 */
void
ac_duration_row_set_minimum (AcDurationRow *self,
                             guint          minimum)
{
  g_return_if_fail (AC_IS_DURATION_ROW (self));
  g_return_if_fail (self->settings != NULL);

  if (self->minimum == minimum)
    return;

  self->minimum = minimum;
  update (self);
}

/**
 * ac_duration_row_raise:
 * @self: a row that is bound
 *
 * Moves the setting to the shortest value that is offered and not below the minimum, unless it is one already.
 */
void
ac_duration_row_raise (AcDurationRow *self)
{
  guint current;

  g_return_if_fail (AC_IS_DURATION_ROW (self));
  g_return_if_fail (self->settings != NULL);

  current = g_settings_get_uint (self->settings, self->key);
  if (current == 0 || current >= self->minimum)
    return;

  for (guint i = 0; i < self->offered->len; i++)
    {
      guint value = g_array_index (self->offered, guint, i);

      if (value == 0 || value >= self->minimum)
        {
          g_settings_set_uint (self->settings, self->key, value);
          break;
        }
    }
  /* The one below the minimum is no longer offered. */
  update (self);
}
