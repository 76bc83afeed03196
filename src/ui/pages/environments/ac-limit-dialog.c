/* ac-limit-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-limit-dialog"

#include "config.h"

#include "ac-limit-dialog.h"

#include <glib/gi18n.h>

#include "ac-confirm.h"
#include "ac-environment-texts.h"
#include "ac-error.h"
#include "ac-hint.h"
#include "ac-web-console.h"

#define CHOICE "ac-choice"
#define SAVED_FOCUS "ac-saved-focus"
#define SETTINGS_PAGE "product-environments"

struct _AcLimitDialog
{
  AcFormDialog parent_instance;

  AcPage *page; /* (owned) */
  GSignalGroup *limit_signals;
  GPtrArray *rows; /* (element-type AdwActionRow) (unowned) */
  int chosen;      /* how many more, -1: what is had now */
  guint former;    /* how many more there were, for Undo */
  gboolean filling;

  GtkStack *stack;
  AdwPreferencesGroup *choices_group;
  AcHint *replace_hint;
  AdwPreferencesRow *support_row;
  AdwStatusPage *refused_page;
};

G_DEFINE_FINAL_TYPE (AcLimitDialog, ac_limit_dialog, AC_TYPE_FORM_DIALOG)

/* What an Undo needs. */
typedef struct
{
  AcPage *page;
  guint additional;
} Change;

static Change *
change_new (AcPage *page,
            guint   additional)
{
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (page);
  change->additional = additional;

  return change;
}

static void
change_free (Change *change)
{
  g_object_unref (change->page);
  g_free (change);
}

static AcEnvironmentLimit *
get_limit (AcLimitDialog *self)
{
  return ac_account_get_environment_limit (ac_page_get_account (self->page));
}

static guint
get_chosen (AcLimitDialog *self)
{
  return self->chosen >= 0 ? (guint) self->chosen : ac_environment_limit_get_additional (get_limit (self));
}

/* “No add-on”, “3 more” */
static char *
create_add_on_name (guint additional)
{
  if (additional == 0)
    return g_strdup (_("No add-on"));

  /* Translators: an add-on of that many more product environments */
  return g_strdup_printf (ngettext ("%u more", "%u more", additional), additional);
}

static void
update_action (AcLimitDialog *self)
{
  AcEnvironmentLimit *limit = get_limit (self);
  guint current = ac_environment_limit_get_additional (limit);
  guint chosen = get_chosen (self);
  g_autofree char *current_name = create_add_on_name (current);
  g_autofree char *hint = NULL;
  /* Translators: %u is the number of product environments that the account may have then */
  g_autofree char *label = g_strdup_printf (_("Change to %u…"), ac_environment_limit_get_base (limit) + chosen);

  if (chosen != current && current > 0 && chosen > 0)
    /* Translators: %s is an add-on: “5 more” */
    hint = g_strdup_printf (_("The new add-on replaces your current one (%s). It isn’t added to it."), current_name);
  else if (chosen != current && current > 0)
    /* Translators: %s is an add-on: “5 more” */
    hint = g_strdup_printf (_("Your current add-on (%s) ends."), current_name);

  ac_hint_set (self->replace_hint, AC_HINT_KIND_WARNING, hint);
  ac_form_dialog_set_action_label (AC_FORM_DIALOG (self), label);
  ac_form_dialog_set_valid (AC_FORM_DIALOG (self), chosen != current);
}

static void
on_choice_toggled_cb (GtkCheckButton *button,
                      AcLimitDialog  *self)
{
  if (self->filling || !gtk_check_button_get_active (button))
    return;

  self->chosen = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), CHOICE));
  update_action (self);
}

static AdwActionRow *
create_row (AcLimitDialog      *self,
            AcEnvironmentLimit *limit,
            guint               additional,
            GtkCheckButton     *group)
{
  guint used = ac_environment_limit_get_used (limit);
  guint total = ac_environment_limit_get_base (limit) + additional;
  gboolean is_current = ac_environment_limit_get_additional (limit) == additional;
  g_autofree char *title = create_add_on_name (additional);
  /* Translators: %u is a number of product environments */
  g_autofree char *total_text = g_strdup_printf (ngettext ("%u in total", "%u in total", total), total);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (total_text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), CHOICE, GUINT_TO_POINTER (additional));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), get_chosen (self) == additional);
  g_signal_connect (button, "toggled", G_CALLBACK (on_choice_toggled_cb), self);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row, NULL, -1);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  if (is_current && additional > 0)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Your current add-on"));
    }
  else if (total < used)
    {
      g_autofree char *in_use = g_strdup_printf (ngettext ("%u environment is in use",
                                                           "%u environments are in use", used),
                                                 used);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), in_use);
      gtk_widget_set_sensitive (row, FALSE);
    }

  return ADW_ACTION_ROW (row);
}

static void
fill_rows (AcLimitDialog      *self,
           AcEnvironmentLimit *limit)
{
  GtkCheckButton *group = NULL;

  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->choices_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint additional = 0; additional <= ac_environment_limit_get_max_additional (limit); additional++)
    {
      AdwActionRow *row = create_row (self, limit, additional, group);

      if (group == NULL)
        group = GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (row));
      adw_preferences_group_add (self->choices_group, GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
    }
  self->filling = FALSE;
}

/* The choice that was made stays, unless it became impossible meanwhile. */
static void
update (AcLimitDialog *self)
{
  AcEnvironmentLimit *limit = get_limit (self);
  g_autofree char *refusal = NULL;
  g_autofree char *description = NULL;
  g_autofree char *support = NULL;
  guint max;

  g_signal_group_set_target (self->limit_signals, limit);
  if (limit == NULL)
    return;

  refusal = ac_environment_limit_create_refusal (limit, ac_account_get_permissions (ac_page_get_account (self->page)));
  gtk_stack_set_visible_child_name (self->stack, refusal != NULL ? "refused" : "choices");
  if (refusal != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (refusal, -1);

      adw_status_page_set_description (self->refused_page, escaped);
      ac_form_dialog_set_action_label (AC_FORM_DIALOG (self), NULL);
      ac_form_dialog_set_valid (AC_FORM_DIALOG (self), FALSE);
      return;
    }

  max = ac_environment_limit_get_max_additional (limit);
  if (self->chosen >= 0 &&
      ((guint) self->chosen > max ||
       ac_environment_limit_get_base (limit) + (guint) self->chosen < ac_environment_limit_get_used (limit)))
    self->chosen = -1;

  description = g_strdup_printf (_("Your plan includes %u. An add-on is counted on top of that."),
                                 ac_environment_limit_get_base (limit));
  support = g_strdup_printf (_("Need more than %u?"), max);
  adw_preferences_group_set_description (self->choices_group, description);
  adw_preferences_row_set_title (self->support_row, support);
  fill_rows (self, limit);
  update_action (self);
}

static void
on_undone_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!ac_account_change_limit_finish (AC_ACCOUNT (source), result, &error))
    ac_page_toast_error (page, error);
}

static void
undo (gpointer data)
{
  Change *change = data;

  ac_account_change_limit_async (ac_page_get_account (change->page), change->additional, NULL,
                                 on_undone_cb, g_object_ref (change->page));
}

static void
on_handed_off_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;

  if (ac_confirm_finish (result, NULL))
    ac_web_console_open (page, NULL, SETTINGS_PAGE);
}

/* Where the service can't change the limit, people do it in the web console (ui.md screen 5). */
static void
hand_off (AcPage     *page,
          GtkWidget  *parent,
          const char *body)
{
  AcConfirm question = { 0 };

  question.heading = _("Continue in the Web Console?");
  question.body = body;
  question.verb = _("Open Web Console");
  ac_confirm_async (parent, &question, NULL, on_handed_off_cb, g_object_ref (page));
}

static void
hand_off_choice (AcLimitDialog *self)
{
  AcEnvironmentLimit *limit = get_limit (self);
  guint chosen = get_chosen (self);
  guint total = ac_environment_limit_get_base (limit) + chosen;
  g_autofree char *what = NULL;
  g_autofree char *where = NULL;
  g_autofree char *body = NULL;

  /* Translators: two numbers of product environments: the limit now and then */
  what = g_strdup_printf (_("Changing the limit from %u to %u product environments changes your bill. The web console shows the price and asks for confirmation."),
                          ac_environment_limit_get_total (limit), total);
  if (chosen == 0)
    where = g_strdup (_("End the add-on there."));
  else
    where = g_strdup_printf (ngettext ("Choose “Add %u product environment” there.",
                                       "Choose “Add %u product environments” there.",
                                       chosen),
                             chosen);
  body = g_strconcat (what, "\n\n", where, NULL);

  hand_off (self->page, GTK_WIDGET (self->page), body);
  ac_form_dialog_finish (AC_FORM_DIALOG (self));
}

static void
on_changed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  AcLimitDialog *self = user_data;
  g_autoptr(AcLimitDialog) alive = NULL;
  AcAccount *account = AC_ACCOUNT (source);
  g_autoptr(GError) error = NULL;
  gboolean changed = ac_account_change_limit_finish (account, result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The dialog is gone. Nobody knows whether the service had begun: look. */
      ac_account_load_limit_async (account, NULL, NULL, NULL);
      return;
    }

  alive = g_object_ref (self);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), FALSE);
  if (g_error_matches (error, AC_ERROR, AC_ERROR_NOT_FOUND))
    {
      hand_off_choice (self);
      return;
    }
  if (!changed)
    {
      ac_form_dialog_show_error (AC_FORM_DIALOG (self), error);
      return;
    }

  ac_form_dialog_finish (AC_FORM_DIALOG (self));
  /* Translators: %u is the number of product environments that the account may have now */
  text = g_strdup_printf (_("Limit changed to %u"), ac_environment_limit_get_total (get_limit (self)));
  ac_page_toast_with_button (self->page, text, _("Undo"), undo,
                             change_new (self->page, self->former), (GDestroyNotify) change_free);
}

static void
on_confirmed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AcLimitDialog) self = user_data;

  if (!ac_confirm_finish (result, NULL) || get_limit (self) == NULL)
    return;

  self->former = ac_environment_limit_get_additional (get_limit (self));
  ac_form_dialog_set_notice (AC_FORM_DIALOG (self), NULL, NULL, NULL);
  ac_form_dialog_set_busy (AC_FORM_DIALOG (self), TRUE);
  ac_account_change_limit_async (ac_page_get_account (self->page), get_chosen (self),
                                 ac_form_dialog_get_cancellable (AC_FORM_DIALOG (self)),
                                 on_changed_cb, self);
}

static char *
create_question_body (guint current,
                      guint chosen)
{
  g_autofree char *current_name = create_add_on_name (current);
  g_autofree char *chosen_name = create_add_on_name (chosen);

  if (current == 0)
    /* Translators: %s is an add-on: “3 more” */
    return g_strdup_printf (_("The add-on “%s” is added."), chosen_name);
  if (chosen == 0)
    /* Translators: %s is an add-on: “3 more” */
    return g_strdup_printf (_("The add-on “%s” ends."), current_name);

  /* Translators: two add-ons: “5 more” and “3 more” */
  return g_strdup_printf (_("The add-on “%s” is replaced by “%s”."), current_name, chosen_name);
}

static void
ac_limit_dialog_submit (AcFormDialog *dialog)
{
  AcLimitDialog *self = AC_LIMIT_DIALOG (dialog);
  AcEnvironmentLimit *limit = get_limit (self);
  guint current = ac_environment_limit_get_additional (limit);
  guint chosen = get_chosen (self);
  AcConfirm question = { 0 };
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if ((ac_account_get_features (ac_page_get_account (self->page)) & AC_FEATURES_ENVIRONMENT_LIMIT) == 0)
    {
      hand_off_choice (self);
      return;
    }

  /* Translators: two numbers of product environments: the limit now and then */
  heading = g_strdup_printf (_("Change the limit from %u to %u?"),
                             ac_environment_limit_get_total (limit),
                             ac_environment_limit_get_base (limit) + chosen);
  body = create_question_body (current, chosen);
  question.heading = heading;
  question.body = body;
  question.verb = _("Change");
  question.destructive = TRUE;
  ac_confirm_async (GTK_WIDGET (self), &question, ac_form_dialog_get_cancellable (dialog),
                    on_confirmed_cb, g_object_ref (self));
}

static void
on_support_activated_cb (AcLimitDialog *self)
{
  ac_web_console_show_uri (self->page, AC_SUPPORT_URL);
}

static void
ac_limit_dialog_dispose (GObject *object)
{
  AcLimitDialog *self = AC_LIMIT_DIALOG (object);

  g_clear_object (&self->limit_signals);

  G_OBJECT_CLASS (ac_limit_dialog_parent_class)->dispose (object);
}

static void
ac_limit_dialog_finalize (GObject *object)
{
  AcLimitDialog *self = AC_LIMIT_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->page);

  G_OBJECT_CLASS (ac_limit_dialog_parent_class)->finalize (object);
}

static void
ac_limit_dialog_class_init (AcLimitDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcFormDialogClass *dialog_class = AC_FORM_DIALOG_CLASS (klass);

  object_class->dispose = ac_limit_dialog_dispose;
  object_class->finalize = ac_limit_dialog_finalize;

  dialog_class->submit = ac_limit_dialog_submit;

  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/environments/ac-limit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AcLimitDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AcLimitDialog, choices_group);
  gtk_widget_class_bind_template_child (widget_class, AcLimitDialog, replace_hint);
  gtk_widget_class_bind_template_child (widget_class, AcLimitDialog, support_row);
  gtk_widget_class_bind_template_child (widget_class, AcLimitDialog, refused_page);
  gtk_widget_class_bind_template_callback (widget_class, on_support_activated_cb);

  g_type_ensure (AC_TYPE_HINT);
}

static void
ac_limit_dialog_init (AcLimitDialog *self)
{
  self->chosen = -1;
  self->rows = g_ptr_array_new ();
  self->limit_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT_LIMIT);
  g_signal_group_connect_swapped (self->limit_signals, "notify", G_CALLBACK (update), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

static AcLimitDialog *
ac_limit_dialog_new (AcPage *page)
{
  AcLimitDialog *self = g_object_new (AC_TYPE_LIMIT_DIALOG, NULL);
  AcAccount *account = ac_page_get_account (page);
  const char *name = ac_account_get_name (account);

  self->page = g_object_ref (page);
  ac_form_dialog_set_subtitle (AC_FORM_DIALOG (self), name != NULL ? name : ac_account_get_id (account));
  g_signal_connect_object (account, "notify::environment-limit", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/* The focus goes back to where it was. */
static void
on_dialog_destroyed_cb (GtkWindow *instead_of)
{
  GtkWidget *focus = g_object_get_data (G_OBJECT (instead_of), SAVED_FOCUS);

  gtk_window_present (instead_of);
  gtk_window_set_focus (instead_of, focus);
  g_object_set_data (G_OBJECT (instead_of), SAVED_FOCUS, NULL);
}

/* An entry that is hidden with the focus in it is never told that it lost the focus (GTK 4.8). */
static void
make_room (GtkWindow *instead_of)
{
  GtkWidget *focus = gtk_window_get_focus (instead_of);

  if (focus != NULL)
    g_object_set_data_full (G_OBJECT (instead_of), SAVED_FOCUS, g_object_ref (focus), g_object_unref);
  gtk_window_set_focus (instead_of, NULL);
  gtk_widget_set_visible (GTK_WIDGET (instead_of), FALSE);
}

static void
show (AcPage    *page,
      GtkWindow *instead_of)
{
  AcLimitDialog *dialog = ac_limit_dialog_new (page);

  if (instead_of != NULL)
    {
      make_room (instead_of);
      g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_dialog_destroyed_cb), instead_of,
                               G_CONNECT_SWAPPED);
    }

  ac_form_dialog_present (AC_FORM_DIALOG (dialog), GTK_WIDGET (page));
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AcPage) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!ac_account_load_limit_finish (AC_ACCOUNT (source), result, &error))
    ac_page_set_error (page, error);
  else if (ac_account_get_environment_limit (AC_ACCOUNT (source)) != NULL)
    show (page, NULL);
}

/**
 * ac_limit_dialog_open:
 * @page: the page on which it is opened
 * @instead_of: (nullable): a dialog that makes room and comes back
 */
void
ac_limit_dialog_open (AcPage    *page,
                      GtkWindow *instead_of)
{
  AcAccount *account;

  g_return_if_fail (AC_IS_PAGE (page));

  account = ac_page_get_account (page);
  if (ac_account_get_environment_limit (account) != NULL)
    show (page, instead_of);
  else if ((ac_account_get_features (account) & AC_FEATURES_ENVIRONMENT_LIMIT) != 0)
    ac_account_load_limit_async (account, ac_page_get_cancellable (page), on_loaded_cb, g_object_ref (page));
  else
    hand_off (page, instead_of != NULL ? GTK_WIDGET (instead_of) : GTK_WIDGET (page),
              _("Changing the limit changes your bill. The web console shows the price and asks for confirmation."));
}
