/* ac-page-state.c: the states of a page, and where they come from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-error.h"
#include "ac-messages.h"
#include "ac-page-private.h"

/* Shorter waits don't get a spinner. */
#define LOADING_DELAY_MS 200

static void
show (AcPage     *self,
      const char *name)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  gtk_spinner_set_spinning (priv->loading_spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (priv->states, name);
}

static gboolean
on_loading_timeout_cb (gpointer user_data)
{
  AcPage *self = user_data;

  ac_page_get_private (self)->loading_timeout_id = 0;
  show (self, "loading");

  return G_SOURCE_REMOVE;
}

static void
show_loading (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  priv->loading_timeout_id = g_timeout_add (LOADING_DELAY_MS, on_loading_timeout_cb, self);
}

static gboolean
is_busy (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  return priv->collection != NULL &&
         ac_collection_get_state (priv->collection) == AC_COLLECTION_STATE_LOADING;
}

static void
update_spinner (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  gtk_spinner_set_spinning (priv->reload_spinner, is_busy (self) && priv->state != AC_PAGE_STATE_LOADING);
}

/* Content, or the empty page when there is one and nothing to show. */
static void
show_collection (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (priv->collection)) == 0;

  if (is_empty && adw_bin_get_child (priv->empty_bin) != NULL)
    ac_page_set_state (self, AC_PAGE_STATE_EMPTY);
  else
    ac_page_set_state (self, AC_PAGE_STATE_CONTENT);
}

static void
on_collection_state_changed_cb (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  gboolean loaded = ac_collection_get_loaded_at (priv->collection) != NULL;

  switch (ac_collection_get_state (priv->collection))
    {
    case AC_COLLECTION_STATE_IDLE:
      /* Nobody asked yet; or the load was given up, and who did that knows what to show. */
      break;

    case AC_COLLECTION_STATE_LOADING:
      if (!loaded)
        ac_page_set_state (self, AC_PAGE_STATE_LOADING);
      break;

    case AC_COLLECTION_STATE_READY:
      show_collection (self);
      break;

    case AC_COLLECTION_STATE_FAILED:
      if (loaded)
        show_collection (self);
      ac_page_set_error (self, ac_collection_get_error (priv->collection));
      break;

    default:
      g_assert_not_reached ();
    }

  update_spinner (self);
  ac_page_connection_update (self);
}

static void
on_collection_items_changed_cb (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  if (priv->state == AC_PAGE_STATE_CONTENT || priv->state == AC_PAGE_STATE_EMPTY)
    show_collection (self);
}

static void
set_error_texts (AcPage       *self,
                 const char   *sentence,
                 const GError *error)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  g_autofree char *details = error != NULL ? ac_message_details (error) : NULL;

  adw_status_page_set_description (priv->error_page, escaped);
  gtk_label_set_label (priv->details_label, details != NULL ? details : "");
  gtk_widget_set_visible (priv->details_expander, details != NULL);
}

/* Whether the banner says already what @error says. */
static gboolean
is_said_by_banner (AcPage       *self,
                   const GError *error)
{
  switch (ac_account_get_connection_state (ac_page_get_account (self)))
    {
    case AC_CONNECTION_STATE_OFFLINE:
      return g_error_matches (error, AC_ERROR, AC_ERROR_NETWORK) ||
             g_error_matches (error, AC_ERROR, AC_ERROR_TIMED_OUT);

    case AC_CONNECTION_STATE_UNAUTHORIZED:
      return g_error_matches (error, AC_ERROR, AC_ERROR_UNAUTHORIZED);

    case AC_CONNECTION_STATE_CONNECTING:
    case AC_CONNECTION_STATE_CONNECTED:
    case AC_CONNECTION_STATE_WAITING:
      return FALSE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ac_page_get_state:
 * @self: a page
 *
 * Returns: the state of the page
 */
AcPageState
ac_page_get_state (AcPage *self)
{
  g_return_val_if_fail (AC_IS_PAGE (self), AC_PAGE_STATE_LOADING);

  return ac_page_get_private (self)->state;
}

/**
 * ac_page_set_state:
 * @self: a page
 * @state: the state it has now
 *
 * Shows what belongs to @state. The spinner of %AC_PAGE_STATE_LOADING appears after 200 ms; until then what
 * was shown before stays.
 */
void
ac_page_set_state (AcPage      *self,
                   AcPageState  state)
{
  static const char * const names[] = {
    [AC_PAGE_STATE_CONTENT] = "content",
    [AC_PAGE_STATE_EMPTY] = "empty",
    [AC_PAGE_STATE_ERROR] = "error",
    [AC_PAGE_STATE_NO_ACCESS] = "no-access",
  };
  AcPagePrivate *priv;
  gboolean changed;

  g_return_if_fail (AC_IS_PAGE (self));

  priv = ac_page_get_private (self);
  if (state == AC_PAGE_STATE_LOADING && priv->state == state &&
      (priv->loading_timeout_id != 0 || gtk_spinner_get_spinning (priv->loading_spinner)))
    return;

  changed = priv->state != state;
  priv->state = state;
  g_clear_handle_id (&priv->loading_timeout_id, g_source_remove);

  if (state == AC_PAGE_STATE_LOADING)
    show_loading (self);
  else
    show (self, names[state]);

  update_spinner (self);
  if (priv->wants_focus && state != AC_PAGE_STATE_LOADING)
    gtk_widget_grab_focus (GTK_WIDGET (self));

  if (changed)
    ac_page_notify_state (self);
}

/**
 * ac_page_set_error:
 * @self: a page
 * @error: (nullable): what went wrong with loading what the page shows
 *
 * Without content the page turns into the state that fits; with content a toast says it, unless
 * the banner does. A cancelled load is no failure.
 */
void
ac_page_set_error (AcPage       *self,
                   const GError *error)
{
  AcPagePrivate *priv;
  g_autofree char *sentence = NULL;

  g_return_if_fail (AC_IS_PAGE (self));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  priv = ac_page_get_private (self);
  sentence = ac_message_for_error (error);

  if (priv->state == AC_PAGE_STATE_CONTENT || priv->state == AC_PAGE_STATE_EMPTY)
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !is_said_by_banner (self, error))
        ac_page_toast (self, sentence);
      return;
    }

  if (g_error_matches (error, AC_ERROR, AC_ERROR_FORBIDDEN))
    {
      ac_page_set_state (self, AC_PAGE_STATE_NO_ACCESS);
      return;
    }

  set_error_texts (self, sentence, error);
  ac_page_set_state (self, AC_PAGE_STATE_ERROR);
}

/* Esc during the first load. Returns whether there was one. */
gboolean
ac_page_cancel_loading (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  if (priv->state != AC_PAGE_STATE_LOADING || priv->cancellable == NULL)
    return FALSE;

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  set_error_texts (self, _("Loading was cancelled."), NULL);
  ac_page_set_state (self, AC_PAGE_STATE_ERROR);

  return TRUE;
}

/* A collection that nobody has loaded yet: nothing of what another one left behind may stay. */
static void
show_unknown (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  if (priv->state == AC_PAGE_STATE_EMPTY || priv->state == AC_PAGE_STATE_ERROR || priv->state == AC_PAGE_STATE_NO_ACCESS)
    show (self, "blank");
  ac_page_set_state (self, AC_PAGE_STATE_LOADING);

  switch (ac_collection_get_state (priv->collection))
    {
    case AC_COLLECTION_STATE_LOADING:
      break;

    case AC_COLLECTION_STATE_FAILED:
      if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
        {
          ac_page_set_error (self, ac_collection_get_error (priv->collection));
          break;
        }
      G_GNUC_FALLTHROUGH;

    case AC_COLLECTION_STATE_IDLE:
    case AC_COLLECTION_STATE_READY:
      /* Else the visit begins with it. */
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        ac_page_reload (self);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
connect_collection (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);

  priv->collection_signals = g_signal_group_new (AC_TYPE_COLLECTION);
  g_signal_group_connect_swapped (priv->collection_signals, "notify::state",
                                  G_CALLBACK (on_collection_state_changed_cb), self);
  g_signal_group_connect_swapped (priv->collection_signals, "items-changed",
                                  G_CALLBACK (on_collection_items_changed_cb), self);
}

/**
 * ac_page_follow_collection:
 * @self: a page
 * @collection: (nullable): what the page shows; %NULL: nothing that is loaded
 *
 * Keeps the page's state, the spinner in its header bar and the time in the offline banner true to @collection. Its
 * first visit loads @collection, and the class's own reload() loads it again. When the page followed another collection
 * nothing of that remains; one that was never loaded is loaded at once if the page is on the screen. With %NULL the state
 * stays as it is.
 */
void
ac_page_follow_collection (AcPage       *self,
                           AcCollection *collection)
{
  AcPagePrivate *priv;

  g_return_if_fail (AC_IS_PAGE (self));
  g_return_if_fail (collection == NULL || AC_IS_COLLECTION (collection));

  priv = ac_page_get_private (self);
  if (!g_set_object (&priv->collection, collection))
    return;

  if (priv->collection_signals == NULL)
    connect_collection (self);
  g_signal_group_set_target (priv->collection_signals, collection);

  if (collection != NULL && ac_collection_get_loaded_at (collection) == NULL)
    show_unknown (self);
  else if (collection != NULL)
    show_collection (self);

  update_spinner (self);
  ac_page_connection_update (self);
}
