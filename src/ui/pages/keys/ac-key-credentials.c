/* ac-key-credentials.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-credentials"

#include "config.h"

#include "ac-key-credentials.h"

#include <glib/gi18n.h>

#include "ac-copy-row.h"
#include "ac-key-secrets.h"
#include "ac-snippets-row.h"

struct _AcKeyCredentials
{
  AdwPreferencesGroup parent_instance;

  AcPage *page;               /* (unowned) (nullable): which the group is in */
  AcEnvironment *environment; /* (nullable): NULL: the account's keys */
  AcApiKeys *keys;            /* (nullable) */
  GSignalGroup *keys_signals;
  GSignalGroup *environment_signals;
  GListStore *enabled;        /* AcApiKey: those that can be chosen */
  AcApiKey *key;              /* (nullable): whose values are shown */
  guint update_id;
  gboolean filling;

  AcCopyRow *id_row;
  AdwComboRow *key_combo;
  GtkWidget *no_key_row;
  GtkWidget *url_row;      /* (nullable) */
  GtkWidget *snippets_row; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AcKeyCredentials, ac_key_credentials, ADW_TYPE_PREFERENCES_GROUP)

static void
remove_row (AcKeyCredentials  *self,
            GtkWidget        **row)
{
  GtkWidget *widget = g_steal_pointer (row);

  if (widget != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), widget);
}

/* Rows are bound once, so others take their place. */
static void
show_secrets (AcKeyCredentials *self,
              AcKeySecrets     *secrets)
{
  remove_row (self, &self->url_row);
  remove_row (self, &self->snippets_row);
  gtk_widget_set_visible (self->no_key_row, secrets == NULL);
  if (secrets == NULL)
    return;

  self->url_row = g_object_new (AC_TYPE_SECRET_ROW, "title", ac_key_secrets_get_variable (secrets), NULL);
  ac_secret_row_set_labels (AC_SECRET_ROW (self->url_row), NULL, NULL,
                            self->environment != NULL ? _("Copy CLOUDINARY_URL") : _("Copy CLOUDINARY_ACCOUNT_URL"));
  ac_key_secrets_bind (secrets, AC_SECRET_ROW (self->url_row), AC_KEY_FORM_URL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->url_row);

  self->snippets_row = ac_snippets_row_new (secrets);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->snippets_row);
}

static void
show_key (AcKeyCredentials *self,
          AcApiKey         *key)
{
  g_autoptr(AcKeySecrets) secrets = NULL;

  if (self->key == key && self->url_row != NULL)
    return;

  g_set_object (&self->key, key);
  if (key != NULL)
    secrets = ac_key_secrets_new (ac_page_get_account (self->page), self->environment, self->keys, key);
  show_secrets (self, secrets);
}

static void
on_key_selected_cb (AcKeyCredentials *self)
{
  if (!self->filling)
    show_key (self, adw_combo_row_get_selected_item (self->key_combo));
}

static int
compare (gconstpointer first,
         gconstpointer second,
         gpointer      user_data)
{
  AcKeyCredentials *self = user_data;
  AcApiKey *a = (AcApiKey *) first;
  AcApiKey *b = (AcApiKey *) second;
  int order = ac_api_keys_is_in_use (self->keys, b) - ac_api_keys_is_in_use (self->keys, a);
  GDateTime *a_time = ac_api_key_get_created_at (a);
  GDateTime *b_time = ac_api_key_get_created_at (b);

  if (order == 0 && a_time != NULL && b_time != NULL)
    order = g_date_time_compare (b_time, a_time);

  return order != 0 ? order : strcmp (ac_api_key_get_api_key (a), ac_api_key_get_api_key (b));
}

static void
fill_enabled (AcKeyCredentials *self)
{
  g_autoptr(GPtrArray) enabled = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->keys != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->keys)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (self->keys), i);

      if (ac_api_key_get_enabled (key))
        g_ptr_array_add (enabled, g_steal_pointer (&key));
    }

  g_list_store_splice (self->enabled, 0, g_list_model_get_n_items (G_LIST_MODEL (self->enabled)),
                       enabled->pdata, enabled->len);
  g_list_store_sort (self->enabled, compare, self);
}

/* What was chosen stays chosen as long as it is enabled. */
static void
update (AcKeyCredentials *self)
{
  g_autoptr(AcApiKey) first = NULL;
  guint position = 0;
  guint n;

  g_clear_handle_id (&self->update_id, g_source_remove);
  self->filling = TRUE;
  fill_enabled (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->enabled));
  if (self->key == NULL || !g_list_store_find (self->enabled, self->key, &position))
    position = 0;
  first = g_list_model_get_item (G_LIST_MODEL (self->enabled), position);
  adw_combo_row_set_selected (self->key_combo, n > 0 ? position : GTK_INVALID_LIST_POSITION);
  gtk_widget_set_visible (GTK_WIDGET (self->key_combo), n > 1);
  self->filling = FALSE;

  show_key (self, first);
}

static gboolean
on_update_idle_cb (gpointer user_data)
{
  AcKeyCredentials *self = user_data;

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
update_soon (AcKeyCredentials *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (on_update_idle_cb, self);
}

static void
show_id (AcKeyCredentials *self)
{
  if (self->environment != NULL)
    {
      g_object_set (self->id_row, "title", _("Cloud name"), "copy-label", _("Copy cloud name"), NULL);
      ac_copy_row_set_value (self->id_row, ac_environment_get_cloud_name (self->environment));
    }
  else
    {
      g_object_set (self->id_row, "title", _("Account ID"), "copy-label", _("Copy account ID"), NULL);
      ac_copy_row_set_value (self->id_row, ac_account_get_id (ac_page_get_account (self->page)));
    }
}

/* It is part of every value. */
static void
on_cloud_name_changed_cb (AcKeyCredentials *self)
{
  show_id (self);
  remove_row (self, &self->url_row);
  update (self);
}

static void
on_id_copied_cb (AcKeyCredentials *self)
{
  ac_page_toast (self->page, self->environment != NULL ? _("Cloud name copied") : _("Account ID copied"));
}

static char *
get_key_label (AcApiKey *key,
               gpointer  user_data)
{
  const char *name = ac_api_key_get_name (key);

  return g_strdup (name != NULL && *name != '\0' ? name : ac_api_key_get_api_key (key));
}

/* What stands in the row; libadwaita's own label cuts names after some twenty characters. */
static void
on_chosen_setup_cb (GtkSignalListItemFactory *factory,
                    GtkListItem              *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL,
                                               "xalign", 1.0f,
                                               "ellipsize", PANGO_ELLIPSIZE_END,
                                               "max-width-chars", 40,
                                               NULL));
}

static void
on_key_bound_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  g_autofree char *label = get_key_label (gtk_list_item_get_item (item), NULL);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), label);
}

static void
set_chosen_factory (AcKeyCredentials *self)
{
  g_autoptr(GtkListItemFactory) listed = g_object_ref (adw_combo_row_get_factory (self->key_combo));
  g_autoptr(GtkListItemFactory) chosen = gtk_signal_list_item_factory_new ();

  g_signal_connect (chosen, "setup", G_CALLBACK (on_chosen_setup_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (on_key_bound_cb), NULL);
  adw_combo_row_set_list_factory (self->key_combo, listed);
  adw_combo_row_set_factory (self->key_combo, chosen);
}

static void
ac_key_credentials_dispose (GObject *object)
{
  AcKeyCredentials *self = AC_KEY_CREDENTIALS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->keys_signals);
  g_clear_object (&self->environment_signals);
  g_clear_object (&self->keys);
  g_clear_object (&self->environment);
  g_clear_object (&self->key);
  g_clear_object (&self->enabled);

  G_OBJECT_CLASS (ac_key_credentials_parent_class)->dispose (object);
}

static void
ac_key_credentials_class_init (AcKeyCredentialsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ac_key_credentials_dispose;

  g_type_ensure (AC_TYPE_COPY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, AC_RESOURCE_PATH "/pages/keys/ac-key-credentials.ui");
  gtk_widget_class_bind_template_child (widget_class, AcKeyCredentials, id_row);
  gtk_widget_class_bind_template_child (widget_class, AcKeyCredentials, key_combo);
  gtk_widget_class_bind_template_child (widget_class, AcKeyCredentials, no_key_row);
  gtk_widget_class_bind_template_callback (widget_class, on_id_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_selected_cb);
}

static void
ac_key_credentials_init (AcKeyCredentials *self)
{
  g_autoptr(GtkExpression) expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                                                     G_CALLBACK (get_key_label), NULL, NULL);

  self->enabled = g_list_store_new (AC_TYPE_API_KEY);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_expression (self->key_combo, expression);
  set_chosen_factory (self);
  self->filling = TRUE;
  adw_combo_row_set_model (self->key_combo, G_LIST_MODEL (self->enabled));
  self->filling = FALSE;

  self->keys_signals = g_signal_group_new (AC_TYPE_API_KEYS);
  g_signal_group_connect_swapped (self->keys_signals, "items-changed", G_CALLBACK (update_soon), self);
  g_signal_group_connect_swapped (self->keys_signals, "item-changed", G_CALLBACK (update_soon), self);
  self->environment_signals = g_signal_group_new (AC_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->environment_signals, "notify::cloud-name",
                                  G_CALLBACK (on_cloud_name_changed_cb), self);
}

/**
 * ac_key_credentials_set_keys:
 * @self: a group
 * @page: the page that the group is in
 * @environment: (nullable): whose keys they are; %NULL: the account's
 * @keys: the keys
 *
 * Shows the values of one of the enabled keys: of the one that this program uses, or else the youngest, until another is chosen.
 */
void
ac_key_credentials_set_keys (AcKeyCredentials *self,
                             AcPage           *page,
                             AcEnvironment    *environment,
                             AcApiKeys        *keys)
{
  g_return_if_fail (AC_IS_KEY_CREDENTIALS (self));
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (environment == NULL || AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (AC_IS_API_KEYS (keys));

  self->page = page;
  g_set_object (&self->environment, environment);
  g_set_object (&self->keys, keys);
  g_clear_object (&self->key);
  remove_row (self, &self->url_row);
  g_signal_group_set_target (self->keys_signals, keys);
  g_signal_group_set_target (self->environment_signals, environment);
  show_id (self);
  update (self);
}

/**
 * ac_key_credentials_set_credentials:
 * @self: a group
 * @page: the page that the group is in
 * @credentials: a key of the account, with its secret
 *
 * Shows the values of @credentials.
 */
void
ac_key_credentials_set_credentials (AcKeyCredentials *self,
                                    AcPage           *page,
                                    AcCredentials    *credentials)
{
  g_autoptr(AcKeySecrets) secrets = NULL;

  g_return_if_fail (AC_IS_KEY_CREDENTIALS (self));
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (credentials != NULL);

  self->page = page;
  secrets = ac_key_secrets_new_for_credentials (ac_page_get_account (page), NULL, credentials);
  show_id (self);
  gtk_widget_set_visible (GTK_WIDGET (self->key_combo), FALSE);
  show_secrets (self, secrets);
}
