/* ac-key-dialogs.c: what can be done with a key, with its questions, toasts and Undo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-key-dialogs"

#include "config.h"

#include "ac-key-dialogs.h"

#include <glib/gi18n.h>

#include "ac-account-settings.h"
#include "ac-confirm.h"
#include "ac-environment-keys.h"
#include "ac-error.h"
#include "ac-key-rotations.h"
#include "ac-messages.h"
#include "ac-rename-key-dialog.h"
#include "ac-rotation-dialog.h"

/* One thing that is done with one key. It holds the page, so that what was begun is finished and told even when
 * the page is left meanwhile. */
typedef struct
{
  AcPage *page;
  AcApiKeys *keys;
  AcApiKey *key;
  AcApiKey *former; /* (nullable): which had the mark before */
  gboolean enabled;
  gboolean is_undo; /* not offered to be undone again */
  GtkWidget *owner; /* (nullable) */
  AcKeyBusyFunc busy;
} Deed;

static Deed *
deed_new (AcPage        *page,
          AcApiKeys     *keys,
          AcApiKey      *key,
          GtkWidget     *owner,
          AcKeyBusyFunc  busy)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (page);
  deed->keys = g_object_ref (keys);
  deed->key = g_object_ref (key);
  g_set_object (&deed->owner, owner);
  deed->busy = busy;

  return deed;
}

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->page);
  g_object_unref (deed->keys);
  g_object_unref (deed->key);
  g_clear_object (&deed->former);
  g_clear_object (&deed->owner);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static void
show_busy (Deed     *deed,
           gboolean  busy)
{
  if (deed->busy != NULL && deed->owner != NULL)
    deed->busy (deed->owner, busy);
}

/* (nullable): NULL for a key of the account */
static AcEnvironment *
get_environment (AcApiKeys *keys)
{
  return AC_IS_ENVIRONMENT_KEYS (keys) ? ac_environment_keys_get_environment (AC_ENVIRONMENT_KEYS (keys)) : NULL;
}

static gboolean
is_production (AcPage    *page,
               AcApiKeys *keys)
{
  AcEnvironment *environment = get_environment (keys);
  g_autoptr(AcAccountSettings) settings = NULL;

  if (environment == NULL)
    return FALSE;

  settings = ac_account_settings_get (ac_account_get_id (ac_page_get_account (page)));

  return ac_account_settings_get_mark (settings, ac_environment_get_id (environment)) == AC_MARK_PRODUCTION;
}

/* Enabling and disabling */

static void start_set_enabled (Deed *deed);

static void
undo_set_enabled (gpointer data)
{
  Deed *done = data;
  Deed *deed = deed_new (done->page, done->keys, done->key, done->owner, done->busy);

  deed->enabled = !done->enabled;
  deed->is_undo = TRUE;
  start_set_enabled (deed);
}

static void
on_enabled_set_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  AcPage *page = deed->page;
  const char *text = deed->enabled ? _("Key enabled") : _("Key disabled");
  g_autoptr(GError) error = NULL;

  show_busy (deed, FALSE);
  if (!ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    {
      /* No name is taken here: that is how the service keeps the last enabled key. */
      if (!deed->enabled && g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT))
        ac_page_toast (page, _("The last enabled key can’t be disabled"));
      else
        ac_page_toast_error (page, error);
    }
  else if (!deed->is_undo)
    ac_page_toast_with_button (page, text, _("Undo"),
                               undo_set_enabled, g_steal_pointer (&deed), (GDestroyNotify) deed_free);
}

/* Takes @deed. */
static void
start_set_enabled (Deed *deed)
{
  show_busy (deed, TRUE);
  ac_api_keys_set_enabled_async (deed->keys, deed->key, deed->enabled, NULL, on_enabled_set_cb, deed);
}

static void
on_disable_confirmed_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;

  switch (ac_confirm_finish_answer (result))
    {
    case AC_CONFIRM_ANSWER_VERB:
      start_set_enabled (g_steal_pointer (&deed));
      break;
    case AC_CONFIRM_ANSWER_ALTERNATIVE:
      ac_key_dialogs_rotate (deed->page, deed->keys, deed->key);
      break;
    case AC_CONFIRM_ANSWER_CANCEL:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
ask_to_disable (Deed *deed)
{
  AcConfirm question = { 0 };
  g_autofree char *name = ac_key_dialogs_quote_name (deed->key);
  /* Translators: %s is the name of a key */
  g_autofree char *heading = g_strdup_printf (_("Disable %s?"), name);

  question.heading = heading;
  question.body = _("Every tool that uses this key stops working at once. Rotate it instead if it is still in use.");
  question.verb = _("Disable");
  question.alternative = _("Rotate…");
  question.destructive = TRUE;
  if (is_production (deed->page, deed->keys))
    question.typed = ac_key_dialogs_get_typed (deed->key);

  ac_confirm_async (GTK_WIDGET (deed->page), &question, ac_page_get_cancellable (deed->page),
                    on_disable_confirmed_cb, deed);
}

/* The mark for webhooks */

static void
undo_designate (gpointer data)
{
  Deed *done = data;

  ac_key_dialogs_designate (done->page, done->keys, done->former, done->owner, done->busy);
}

static void
on_designated_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  AcPage *page = deed->page;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  show_busy (deed, FALSE);
  if (!ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    {
      ac_page_toast_error (page, error);
      return;
    }

  name = ac_key_dialogs_quote_name (deed->key);
  /* Translators: %s is the name of a key */
  text = g_strdup_printf (_("%s signs webhooks now"), name);
  if (deed->former == NULL)
    ac_page_toast (page, text);
  else
    ac_page_toast_with_button (page, text, _("Undo"), undo_designate,
                               g_steal_pointer (&deed), (GDestroyNotify) deed_free);
}

/* Deleting */

static void
on_deleted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = ac_key_dialogs_quote_name (deed->key);
  g_autofree char *text = NULL;

  if (ac_api_keys_change_finish (AC_API_KEYS (source), result, &error))
    {
      /* Translators: %s is the name of a key */
      text = g_strdup_printf (_("%s deleted"), name);
      ac_page_toast (deed->page, text);
      return;
    }

  /* Root keys and the last enabled one, perhaps; nothing that it says is about values or names. */
  if (g_error_matches (error, AC_ERROR, AC_ERROR_CONFLICT) || g_error_matches (error, AC_ERROR, AC_ERROR_INVALID))
    {
      /* Translators: %s is the name of a key */
      text = g_strdup_printf (_("Cloudinary refused to delete %s."), name);
      ac_page_toast (deed->page, text);
      return;
    }

  /* Translators: %s is the name of a key */
  text = g_strdup_printf (_("Couldn’t delete %s."), name);
  ac_page_toast_failure (deed->page, text, error);
}

static void
on_delete_confirmed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  AcEnvironmentKeys *keys = AC_ENVIRONMENT_KEYS (deed->keys);
  AcApiKey *key = deed->key;

  if (ac_confirm_finish (result, NULL))
    ac_environment_keys_delete_async (keys, key, NULL, on_deleted_cb, g_steal_pointer (&deed));
}

/* What nobody knows of Cloudinary ("the last or the root key" in the wire reference) is tried, with a warning: the service decides. */
static char *
create_delete_body (AcApiKeys *keys,
                    AcApiKey  *key)
{
  const char *warning = NULL;

  if (ac_api_key_get_root (key))
    warning = _("This is the root key. Cloudinary may refuse to delete it.");
  else if (ac_api_keys_is_last_enabled (keys, key))
    warning = _("This is the last enabled key: without it no tool reaches the product environment. Cloudinary may refuse to delete it.");
  else if (ac_api_key_get_dedicated_for_webhooks (key))
    warning = _("It signs webhook notifications.");

  if (warning == NULL)
    return g_strdup (_("Every tool that uses this key stops working at once. This can’t be undone."));

  return g_strdup_printf ("%s\n\n%s", _("Every tool that uses this key stops working at once. This can’t be undone."), warning);
}

/**
 * ac_key_dialogs_quote_name:
 * @key: a key
 *
 * Returns: (transfer full): its name for a sentence, or its number when it has no name
 */
char *
ac_key_dialogs_quote_name (AcApiKey *key)
{
  const char *name = ac_api_key_get_name (key);

  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);

  return name != NULL && *name != '\0' ? ac_quote_name (name) : ac_isolate (ac_api_key_get_api_key (key));
}

/**
 * ac_key_dialogs_get_typed:
 * @key: a key
 *
 * Returns: (transfer none): what has to be typed before harm is done to @key: its name, or its number when it has no name
 */
const char *
ac_key_dialogs_get_typed (AcApiKey *key)
{
  const char *name;

  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);

  name = ac_api_key_get_name (key);

  return name != NULL && *name != '\0' ? name : ac_api_key_get_api_key (key);
}

/**
 * ac_key_dialogs_get_refusal:
 * @keys: where the key is from
 * @key: a key
 *
 * What would lock everybody out is refused (ui.md A.6, level 3). The last key of a product environment is another matter: there
 * the account's key still works, and the service decides.
 *
 * Returns: (transfer none) (nullable): why @key can't be disabled; %NULL: it can, or it is disabled
 */
const char *
ac_key_dialogs_get_refusal (AcApiKeys *keys,
                            AcApiKey  *key)
{
  g_return_val_if_fail (AC_IS_API_KEYS (keys), NULL);
  g_return_val_if_fail (AC_IS_API_KEY (key), NULL);

  if (!ac_api_key_get_enabled (key) || AC_IS_ENVIRONMENT_KEYS (keys))
    return NULL;
  if (ac_api_keys_is_in_use (keys, key))
    return _("This app is signed in with this key");
  if (ac_api_keys_is_last_enabled (keys, key))
    return _("The last enabled key can’t be disabled");

  return NULL;
}

/**
 * ac_key_dialogs_find_designated:
 * @keys: keys of a product environment
 *
 * Returns: (transfer full) (nullable): the key that signs webhook notifications
 */
AcApiKey *
ac_key_dialogs_find_designated (AcApiKeys *keys)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (keys));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcApiKey) key = g_list_model_get_item (G_LIST_MODEL (keys), i);

      if (ac_api_key_get_dedicated_for_webhooks (key))
        return g_steal_pointer (&key);
    }

  return NULL;
}

/**
 * ac_key_dialogs_set_enabled:
 * @page: where it is done
 * @keys: where the key is from
 * @key: a key
 * @enabled: what it shall be
 * @owner: (nullable): what shows that the service is asked
 * @busy: (nullable) (scope forever): called with @owner
 *
 * Enables at once. Disabling asks, for keys of a Production environment for the name. A toast offers Undo. The
 * key's property changes when the service has agreed, and not before.
 */
void
ac_key_dialogs_set_enabled (AcPage        *page,
                            AcApiKeys     *keys,
                            AcApiKey      *key,
                            gboolean       enabled,
                            GtkWidget     *owner,
                            AcKeyBusyFunc  busy)
{
  Deed *deed;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_API_KEYS (keys));
  g_return_if_fail (AC_IS_API_KEY (key));

  deed = deed_new (page, keys, key, owner, busy);
  deed->enabled = enabled;
  if (enabled)
    start_set_enabled (deed);
  else
    ask_to_disable (deed);
}

/**
 * ac_key_dialogs_rename:
 * @page: where it is done
 * @keys: where the key is from
 * @key: a key
 *
 * Opens the dialog Rename Key.
 */
void
ac_key_dialogs_rename (AcPage    *page,
                       AcApiKeys *keys,
                       AcApiKey  *key)
{
  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_API_KEYS (keys));
  g_return_if_fail (AC_IS_API_KEY (key));

  ac_form_dialog_present (ac_rename_key_dialog_new (page, keys, key), GTK_WIDGET (page));
}

static void
on_rotations_loaded_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  AcRotations *rotations = AC_ROTATIONS (source);
  g_autoptr(GError) error = NULL;

  if (!ac_rotations_load_finish (rotations, result, &error))
    ac_page_toast_failure (deed->page, _("Couldn’t rotate."), error);
  if (!ac_rotations_get_loaded (rotations) || gtk_widget_get_root (GTK_WIDGET (deed->page)) == NULL)
    return;

  ac_key_rotations_reconcile (rotations, deed->keys);
  ac_form_dialog_present (ac_rotation_dialog_new (deed->page, deed->keys, deed->key, rotations), GTK_WIDGET (deed->page));
}

/**
 * ac_key_dialogs_rotate:
 * @page: where it is done
 * @keys: where the key is from
 * @key: a key
 *
 * Opens the assistant that replaces @key by another one, where it was left the last time.
 */
void
ac_key_dialogs_rotate (AcPage    *page,
                       AcApiKeys *keys,
                       AcApiKey  *key)
{
  g_autoptr(AcRotations) rotations = NULL;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_API_KEYS (keys));
  g_return_if_fail (AC_IS_API_KEY (key));

  rotations = ac_rotations_get (ac_account_get_id (ac_page_get_account (page)));
  ac_rotations_load_async (rotations, ac_page_get_cancellable (page), on_rotations_loaded_cb,
                           deed_new (page, keys, key, NULL, NULL));
}

/**
 * ac_key_dialogs_designate:
 * @page: where it is done
 * @keys: keys of a product environment
 * @key: one of them
 * @owner: (nullable): what shows that the service is asked
 * @busy: (nullable) (scope forever): called with @owner
 *
 * Lets @key sign webhook notifications. When another one did so before, a toast offers to undo it.
 */
void
ac_key_dialogs_designate (AcPage        *page,
                          AcApiKeys     *keys,
                          AcApiKey      *key,
                          GtkWidget     *owner,
                          AcKeyBusyFunc  busy)
{
  Deed *deed;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT_KEYS (keys));
  g_return_if_fail (AC_IS_API_KEY (key));

  deed = deed_new (page, keys, key, owner, busy);
  deed->former = ac_key_dialogs_find_designated (keys);
  show_busy (deed, TRUE);
  ac_environment_keys_designate_async (AC_ENVIRONMENT_KEYS (keys), key, NULL, on_designated_cb, deed);
}

/**
 * ac_key_dialogs_delete:
 * @page: where it is done
 * @keys: keys of a product environment
 * @key: one of them
 *
 * Asks for the key's name and deletes it.
 */
void
ac_key_dialogs_delete (AcPage    *page,
                       AcApiKeys *keys,
                       AcApiKey  *key)
{
  AcConfirm question = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (AC_IS_PAGE (page));
  g_return_if_fail (AC_IS_ENVIRONMENT_KEYS (keys));
  g_return_if_fail (AC_IS_API_KEY (key));

  name = ac_key_dialogs_quote_name (key);
  /* Translators: %s is the name of a key */
  heading = g_strdup_printf (_("Delete %s?"), name);
  body = create_delete_body (keys, key);
  question.heading = heading;
  question.body = body;
  question.verb = _("Delete");
  question.destructive = TRUE;
  question.typed = ac_key_dialogs_get_typed (key);

  ac_confirm_async (GTK_WIDGET (page), &question, ac_page_get_cancellable (page), on_delete_confirmed_cb,
                    deed_new (page, keys, key, NULL, NULL));
}
