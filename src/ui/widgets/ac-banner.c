/* ac-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-banner"

#include "config.h"

#include "ac-banner.h"

#include "ac-compat.h"

typedef struct
{
  char *text; /* (nullable): this condition does not hold */
  char *button_label;
  char *action_name;
} Entry;

struct _AcBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  Entry entries[AC_N_BANNER_KINDS];
};

G_DEFINE_FINAL_TYPE (AcBanner, ac_banner, GTK_TYPE_WIDGET)

static const char * const style_classes[AC_N_BANNER_KINDS] = {
  [AC_BANNER_ACCOUNT_DISABLED] = "account-disabled",
  [AC_BANNER_UNAUTHORIZED] = "unauthorized",
  [AC_BANNER_OFFLINE] = "offline",
  [AC_BANNER_ENVIRONMENT_DISABLED] = "environment-disabled",
  [AC_BANNER_DEMO] = "demo",
};

/* What came over the page is said at once; what was so before it was opened is there to be read. */
static GtkAccessibleRole
get_role (AcBannerKind kind)
{
  return kind < AC_BANNER_ENVIRONMENT_DISABLED ? GTK_ACCESSIBLE_ROLE_ALERT : GTK_ACCESSIBLE_ROLE_GROUP;
}

static GtkWidget *
create_bar (AcBannerKind  kind,
            const Entry  *entry)
{
  GtkWidget *bar, *label;

  /* The role can't be changed later, so that each condition gets a bar of its own. */
  bar = g_object_new (GTK_TYPE_BOX,
                      "accessible-role", get_role (kind),
                      "spacing", 12,
                      NULL);
  gtk_widget_add_css_class (bar, "banner");
  gtk_widget_add_css_class (bar, style_classes[kind]);

  label = g_object_new (GTK_TYPE_LABEL,
                        "label", entry->text,
                        "wrap", TRUE,
                        "wrap-mode", PANGO_WRAP_WORD_CHAR,
                        "justify", GTK_JUSTIFY_CENTER,
                        "hexpand", TRUE,
                        NULL);
  gtk_box_append (GTK_BOX (bar), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (bar),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);

  if (entry->button_label != NULL)
    gtk_box_append (GTK_BOX (bar), g_object_new (GTK_TYPE_BUTTON,
                                                 "label", entry->button_label,
                                                 "action-name", entry->action_name,
                                                 "valign", GTK_ALIGN_CENTER,
                                                 NULL));

  return bar;
}

static void
ac_banner_update (AcBanner *self)
{
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self));

  /* What is said from the beginning is simply there: sliding would only make the first frames slow. */
  gtk_revealer_set_transition_type (self->revealer,
                                    seen ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN : GTK_REVEALER_TRANSITION_TYPE_NONE);

  for (guint kind = 0; kind < AC_N_BANNER_KINDS; kind++)
    if (self->entries[kind].text != NULL)
      {
        gtk_revealer_set_child (self->revealer, create_bar (kind, &self->entries[kind]));
        gtk_revealer_set_reveal_child (self->revealer, TRUE);
        return;
      }

  /* The bar stays until it has slid away. */
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
on_revealer_child_revealed_cb (AcBanner *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer) &&
      !gtk_revealer_get_child_revealed (self->revealer))
    gtk_revealer_set_child (self->revealer, NULL);
}

static gboolean
entry_set (Entry      *entry,
           const char *text,
           const char *button_label,
           const char *action_name)
{
  gboolean changed;

  changed = g_set_str (&entry->text, text);
  changed |= g_set_str (&entry->button_label, button_label);
  changed |= g_set_str (&entry->action_name, action_name);

  return changed;
}

static void
ac_banner_dispose (GObject *object)
{
  AcBanner *self = AC_BANNER (object);

  g_clear_pointer ((GtkWidget **) &self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (ac_banner_parent_class)->dispose (object);
}

static void
ac_banner_finalize (GObject *object)
{
  AcBanner *self = AC_BANNER (object);

  for (guint kind = 0; kind < AC_N_BANNER_KINDS; kind++)
    entry_set (&self->entries[kind], NULL, NULL, NULL);

  G_OBJECT_CLASS (ac_banner_parent_class)->finalize (object);
}

static void
ac_banner_class_init (AcBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ac_banner_dispose;
  object_class->finalize = ac_banner_finalize;

  gtk_widget_class_set_css_name (widget_class, "acbanner");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ac_banner_init (AcBanner *self)
{
  self->revealer = g_object_new (GTK_TYPE_REVEALER, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  g_signal_connect_swapped (self->revealer, "notify::child-revealed",
                            G_CALLBACK (on_revealer_child_revealed_cb), self);
}

/**
 * ac_banner_new:
 *
 * Returns: (transfer floating): a banner that shows nothing and takes no room
 */
GtkWidget *
ac_banner_new (void)
{
  return g_object_new (AC_TYPE_BANNER, NULL);
}

/**
 * ac_banner_add:
 * @self: a banner
 * @kind: the condition that holds now
 * @text: one plain sentence
 * @button_label: (nullable): what can be done about it
 * @action_name: (nullable): the action of the button
 *
 * Says that a condition holds. It is shown unless a more important one holds too. Adding
 * what stands there already changes its texts.
 */
void
ac_banner_add (AcBanner     *self,
               AcBannerKind  kind,
               const char   *text,
               const char   *button_label,
               const char   *action_name)
{
  g_return_if_fail (AC_IS_BANNER (self));
  g_return_if_fail (kind < AC_N_BANNER_KINDS);
  g_return_if_fail (text != NULL);
  g_return_if_fail ((button_label == NULL) == (action_name == NULL));

  if (entry_set (&self->entries[kind], text, button_label, action_name))
    ac_banner_update (self);
}

/**
 * ac_banner_remove:
 * @self: a banner
 * @kind: the condition that no longer holds
 */
void
ac_banner_remove (AcBanner     *self,
                  AcBannerKind  kind)
{
  g_return_if_fail (AC_IS_BANNER (self));
  g_return_if_fail (kind < AC_N_BANNER_KINDS);

  if (entry_set (&self->entries[kind], NULL, NULL, NULL))
    ac_banner_update (self);
}

/**
 * ac_banner_get_text:
 * @self: a banner
 *
 * Returns: (transfer none) (nullable): the sentence that is shown, or %NULL when none is
 */
const char *
ac_banner_get_text (AcBanner *self)
{
  g_return_val_if_fail (AC_IS_BANNER (self), NULL);

  for (guint kind = 0; kind < AC_N_BANNER_KINDS; kind++)
    if (self->entries[kind].text != NULL)
      return self->entries[kind].text;

  return NULL;
}
