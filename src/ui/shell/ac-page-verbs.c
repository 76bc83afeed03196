/* ac-page-verbs.c: toasts, subpages, focus and the verbs of the class
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-page"

#include "config.h"

#include <glib/gi18n.h>

#include "ac-messages.h"
#include "ac-page-private.h"
#include "ac-page-stack.h"

/* Also for a subpage that was just left while something it began was still under way. */
static AcToastHost *
get_toast_host (AcPage *self)
{
  AcToastHost *host = ac_toast_host_find (GTK_WIDGET (self));

  return host != NULL ? host : ac_page_get_private (self)->toast_host;
}

/**
 * ac_page_toast:
 * @self: a page
 * @text: plain text
 *
 * Says what came of something that the person just did.
 */
void
ac_page_toast (AcPage     *self,
               const char *text)
{
  AcToastHost *host;

  g_return_if_fail (AC_IS_PAGE (self));
  g_return_if_fail (text != NULL);

  host = get_toast_host (self);
  if (host != NULL)
    ac_toast_host_show (host, text, ADW_TOAST_PRIORITY_NORMAL);
}

/**
 * ac_page_toast_with_button:
 * @self: a page
 * @text: plain text
 * @button_label: what can be done; with the translation of “Undo” Ctrl+Z does the same
 * @activated: (closure data): runs at most once, when the button is used
 * @data: for @activated
 * @destroy: (nullable): frees @data when the toast is gone
 */
void
ac_page_toast_with_button (AcPage          *self,
                           const char      *text,
                           const char      *button_label,
                           void           (*activated) (gpointer data),
                           gpointer         data,
                           GDestroyNotify   destroy)
{
  AcToastHost *host;

  g_return_if_fail (AC_IS_PAGE (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (button_label != NULL);

  host = get_toast_host (self);
  if (host != NULL)
    ac_toast_host_show_button (host, text, button_label, activated, data, destroy);
  else if (destroy != NULL)
    destroy (data);
}

static void
toast_failure (AcPage       *self,
               const char   *text,
               const GError *error)
{
  AcToastHost *host = get_toast_host (self);

  if (host != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ac_toast_host_show (host, text, ADW_TOAST_PRIORITY_HIGH);
}

/**
 * ac_page_toast_error:
 * @self: a page
 * @error: why a change was not made
 *
 * Says that something couldn't be saved, and why; nothing when it was cancelled.
 */
void
ac_page_toast_error (AcPage       *self,
                     const GError *error)
{
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (AC_IS_PAGE (self));
  g_return_if_fail (error != NULL);

  sentence = ac_message_for_error (error);
  /* Translators: %s is a whole sentence that says why */
  text = g_strdup_printf (_("Couldn’t save: %s"), sentence);
  toast_failure (self, text, error);
}

/**
 * ac_page_toast_failure:
 * @self: a page
 * @what: a whole sentence, what could not be done
 * @error: why
 *
 * Says that something other than saving didn't work, and why; nothing when it was cancelled.
 */
void
ac_page_toast_failure (AcPage       *self,
                       const char   *what,
                       const GError *error)
{
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (AC_IS_PAGE (self));
  g_return_if_fail (what != NULL);
  g_return_if_fail (error != NULL);

  sentence = ac_message_for_error (error);
  text = g_strdup_printf ("%s %s", what, sentence);
  toast_failure (self, text, error);
}

/**
 * ac_page_push:
 * @self: a page that the window shows
 * @subpage: (transfer floating): a page about one object of @self
 *
 * Opens @subpage in the place of @self, which comes back when it is left.
 */
void
ac_page_push (AcPage *self,
              AcPage *subpage)
{
  GtkWidget *stack;

  g_return_if_fail (AC_IS_PAGE (self));
  g_return_if_fail (AC_IS_PAGE (subpage));

  stack = gtk_widget_get_ancestor (GTK_WIDGET (self), AC_TYPE_PAGE_STACK);
  g_return_if_fail (stack != NULL);

  ac_page_stack_push (AC_PAGE_STACK (stack), subpage);
}

/**
 * ac_page_pop:
 * @subpage: a subpage
 *
 * Leaves @subpage and what was opened on it. Does nothing when it isn't shown.
 */
void
ac_page_pop (AcPage *subpage)
{
  GtkWidget *stack;

  g_return_if_fail (AC_IS_PAGE (subpage));

  stack = gtk_widget_get_ancestor (GTK_WIDGET (subpage), AC_TYPE_PAGE_STACK);
  if (stack != NULL)
    ac_page_stack_pop (AC_PAGE_STACK (stack), subpage);
}

/* Remembers what has the focus in the page, for ac_page_restore_focus(). */
void
ac_page_save_focus (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    focus = NULL;
  g_set_weak_pointer (&priv->saved_focus, focus);
}

/* Gives the focus back to what had it, if that is still there. */
void
ac_page_restore_focus (AcPage *self)
{
  AcPagePrivate *priv = ac_page_get_private (self);
  GtkWidget *focus = priv->saved_focus;

  g_clear_weak_pointer (&priv->saved_focus);
  if (focus == NULL ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
      !gtk_widget_grab_focus (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* F5, Try Again, back online. */
void
ac_page_reload (AcPage *self)
{
  AcPageClass *klass = AC_PAGE_GET_CLASS (self);

  if (klass->reload != NULL)
    klass->reload (self);
}

/* Ctrl+F; FALSE: the page has no search. */
gboolean
ac_page_start_search (AcPage     *self,
                      const char *text)
{
  AcPageClass *klass = AC_PAGE_GET_CLASS (self);

  return klass->start_search != NULL &&
         ac_page_get_state (self) == AC_PAGE_STATE_CONTENT &&
         klass->start_search (self, text);
}

/* Ctrl+N. */
void
ac_page_create (AcPage *self)
{
  AcPageClass *klass = AC_PAGE_GET_CLASS (self);

  if (klass->create != NULL && ac_page_get_editable (self))
    klass->create (self);
}

/* Ctrl+A. */
void
ac_page_select_all (AcPage *self)
{
  AcPageClass *klass = AC_PAGE_GET_CLASS (self);

  if (klass->select_all != NULL && ac_page_get_state (self) == AC_PAGE_STATE_CONTENT)
    klass->select_all (self);
}

/* Esc; FALSE: nothing was ended. */
gboolean
ac_page_escape (AcPage *self)
{
  AcPageClass *klass = AC_PAGE_GET_CLASS (self);

  if (klass->escape != NULL && klass->escape (self))
    return TRUE;

  if (ac_page_get_selection_mode (self))
    {
      ac_page_set_selection_mode (self, FALSE);
      return TRUE;
    }

  return ac_page_cancel_loading (self);
}
