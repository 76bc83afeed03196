/* test-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "ac-clipboard.h"
#include "ac-copy-row.h"
#include "ac-secret-provider.h"
#include "ac-ui-fixture.h"

#define SECRET "cloudinary://482915073364128:made-up-secret@halden-web"

typedef struct
{
  GtkWidget *window;
  GdkClipboard *clipboard;
  GdkDisplay *other_display; /* (nullable): as another program has it */
  GSettings *settings;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (AC_BASE_ID);
  g_settings_set_uint (fixture->settings, "clear-clipboard-after", 1);
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->clipboard = gtk_widget_get_clipboard (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gdk_clipboard_set_content (fixture->clipboard, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (fixture->other_display != NULL)
    gdk_display_close (fixture->other_display);
  g_object_unref (fixture->settings);
}

/* NULL when there is no text. */
static char *
read_text (GdkClipboard *clipboard)
{
  g_autoptr(GAsyncResult) result = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, ac_test_store_result, &result);

  return gdk_clipboard_read_text_finish (clipboard, ac_test_wait_result (&result), NULL);
}

static void
assert_text (GdkClipboard *clipboard,
             const char   *expected)
{
  g_autofree char *text = read_text (clipboard);

  g_assert_cmpstr (text, ==, expected);
}

static GdkClipboard *
open_other (Fixture *fixture)
{
  fixture->other_display = gdk_display_open (NULL);
  g_assert_nonnull (fixture->other_display);

  return gdk_display_get_clipboard (fixture->other_display);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  ac_clipboard_copy (fixture->window, "halden-web");
  assert_text (fixture->clipboard, "halden-web");
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GValue value = G_VALUE_INIT;
  g_autoptr(GdkContentFormats) storable = NULL;
  GdkContentProvider *provider;

  ac_clipboard_copy_secret (fixture->window, SECRET);
  assert_text (fixture->clipboard, SECRET);

  provider = gdk_clipboard_get_content (fixture->clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (fixture->clipboard),
                                                        "x-kde-passwordManagerHint"));
  /* Nobody gets it as a value, and no clipboard manager is asked to keep it. */
  g_value_init (&value, G_TYPE_STRING);
  g_assert_false (gdk_content_provider_get_value (provider, &value, &error));
  g_value_unset (&value);
  storable = gdk_content_provider_ref_storable_formats (provider);
  g_assert_false (gdk_content_formats_contain_mime_type (storable, "text/plain"));
  g_assert_false (gdk_content_formats_contain_mime_type (storable, "text/plain;charset=utf-8"));

  ac_test_wait_until (gdk_clipboard_get_content (fixture->clipboard) == NULL);
  assert_text (fixture->clipboard, NULL);
}

/* What another program reads, through the display's server. */
static void
test_secret_elsewhere (Fixture       *fixture,
                       gconstpointer  data)
{
  GdkClipboard *other = open_other (fixture);

  ac_clipboard_copy_secret (fixture->window, SECRET);
  ac_test_wait_until (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (other), "text/plain;charset=utf-8"));
  assert_text (other, SECRET);

  ac_test_wait_until (gdk_clipboard_get_content (fixture->clipboard) == NULL);
  ac_test_wait_until (!gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (other), "text/plain;charset=utf-8"));
}

static void
test_replaced (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GdkContentProvider) provider = NULL;

  ac_clipboard_copy_secret (fixture->window, SECRET);
  g_set_object (&provider, gdk_clipboard_get_content (fixture->clipboard));
  ac_clipboard_copy (fixture->window, "something else");
  /* It is let go at once, and takes nothing out later. */
  g_assert_finalize_object (g_steal_pointer (&provider));
  assert_text (fixture->clipboard, "something else");
}

/* Another program took the clipboard: with our value it is emptied, with another one it is left alone. */
static void
test_taken_over (Fixture       *fixture,
                 gconstpointer  same)
{
  GdkClipboard *other = open_other (fixture);
  g_autoptr(GTimer) timer = g_timer_new ();

  ac_clipboard_copy_secret (fixture->window, SECRET);
  ac_test_wait_until (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (other), "text/plain;charset=utf-8"));
  assert_text (other, SECRET);
  gdk_clipboard_set_text (other, same != NULL ? SECRET : "other text");
  ac_test_wait_until (!gdk_clipboard_is_local (fixture->clipboard));

  if (same != NULL)
    {
      ac_test_wait_until (gdk_clipboard_get_content (other) == NULL);
    }
  else
    {
      /* Its time came and went. */
      ac_test_wait_until (g_timer_elapsed (timer, NULL) > 1.5);
      assert_text (fixture->clipboard, "other text");
      g_assert_nonnull (gdk_clipboard_get_content (other));
    }
}

static void
test_never (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GApplication) application = g_application_new ("io.github.accountconsole.Test", G_APPLICATION_NON_UNIQUE);

  g_application_set_default (application);
  g_settings_set_uint (fixture->settings, "clear-clipboard-after", 0);
  g_assert_cmpuint (ac_clipboard_get_seconds (), ==, 0);
  ac_clipboard_copy_secret (fixture->window, SECRET);
  g_signal_emit_by_name (application, "shutdown");
  assert_text (fixture->clipboard, SECRET);
  g_application_set_default (NULL);
}

static void
test_shutdown (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GApplication) application = g_application_new ("io.github.accountconsole.Test", G_APPLICATION_NON_UNIQUE);

  g_application_set_default (application);
  g_settings_set_uint (fixture->settings, "clear-clipboard-after", 3600);
  ac_clipboard_copy_secret (fixture->window, SECRET);
  assert_text (fixture->clipboard, SECRET);
  g_signal_emit_by_name (application, "shutdown");
  g_assert_null (gdk_clipboard_get_content (fixture->clipboard));
  g_application_set_default (NULL);
}

static void
on_copied (AcCopyRow *row,
           guint     *n_copied)
{
  *n_copied += 1;
}

static void
test_copy_row (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = g_object_new (AC_TYPE_COPY_ROW, "title", "Account ID", "value", "acc & <1>", "copy-label", "Copy account ID", NULL);
  GtkWidget *button;
  guint n_copied = 0;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_window_set_content (ADW_WINDOW (fixture->window), list);
  g_signal_connect (row, "copied", G_CALLBACK (on_copied), &n_copied);

  button = ac_ui_get (row, GTK_TYPE_BUTTON, "Copy account ID");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy account ID");
  g_assert_true (ac_ui_shows (row, "Account ID"));
  g_assert_true (ac_ui_shows (row, "\342\201\246acc & <1>\342\201\251"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "acc & <1>");
  ac_ui_click (row, "Copy account ID");
  g_assert_cmpuint (n_copied, ==, 1);
  assert_text (fixture->clipboard, "acc & <1>");

  ac_copy_row_set_value (AC_COPY_ROW (row), NULL);
  g_assert_false (gtk_widget_is_sensitive (button));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, data, function) \
  g_test_add (name, Fixture, data, set_up, function, tear_down)
  ADD ("/clipboard/copy", NULL, test_copy);
  ADD ("/clipboard/secret", NULL, test_secret);
  ADD ("/clipboard-elsewhere/secret", NULL, test_secret_elsewhere);
  ADD ("/clipboard/replaced", NULL, test_replaced);
  ADD ("/clipboard-elsewhere/taken-over-same", "same", test_taken_over);
  ADD ("/clipboard-elsewhere/taken-over-other", NULL, test_taken_over);
  ADD ("/clipboard/never", NULL, test_never);
  ADD ("/clipboard/shutdown", NULL, test_shutdown);
  ADD ("/clipboard/copy-row", NULL, test_copy_row);

  return g_test_run ();
}
