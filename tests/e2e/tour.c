/* tour.c: visits every page of the program, and writes a picture of each
 *
 * The program itself, with the demo account and the real service; only the pictures are made here. With
 * CLOUDINARY_ACCOUNT_URL in the environment it visits that account's pages instead. --help has the options.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ac-application.h"
#include "ac-environment-dialogs.h"
#include "ac-error-caption.h"
#include "ac-generate-key-dialog.h"
#include "ac-install.h"
#include "ac-key-dialogs.h"
#include "ac-key-row.h"
#include "ac-language.h"
#include "ac-messages.h"
#include "ac-page-table.h"
#include "ac-secret-label.h"
#include "ac-settings-page.h"
#include "ac-window.h"

/* Seconds until a page has to be there. */
#define TIME_LIMIT 30

/* What every page and dialog has to work in (ui.md A.4). */
#define NARROW_WIDTH 360

typedef struct
{
  const char *output;
  char **expected; /* (nullable): texts that the page of product environments has to show */
  AcApplication *application;
  guint n_pictures;
  gboolean narrow;
  gboolean failed;
} Tour;

typedef gboolean (*Condition) (gpointer data);

static gboolean
on_time_limit_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
wait_for (Tour       *self,
          Condition   condition,
          gpointer    data,
          const char *what)
{
  gboolean late = FALSE;
  guint timeout_id;

  if (self->failed)
    return FALSE;

  timeout_id = g_timeout_add_seconds (TIME_LIMIT, on_time_limit_cb, &late);
  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    {
      g_source_remove (timeout_id);
      return TRUE;
    }

  g_printerr ("Waited %d seconds for %s.\n", TIME_LIMIT, what);
  self->failed = TRUE;

  return FALSE;
}

static GtkWindow *
get_main_window (Tour *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self->application)); l != NULL; l = l->next)
    {
      if (AC_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

/* The dialog on top, if there is one. */
static GtkWindow *
get_dialog (void)
{
  g_autoptr(GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    {
      if (!AC_IS_WINDOW (l->data) && GTK_IS_WINDOW (l->data) && gtk_window_get_transient_for (l->data) != NULL &&
          gtk_widget_get_mapped (l->data))
        return l->data;
    }

  return NULL;
}

static gboolean
has_transition (GtkWidget *widget)
{
  if (GTK_IS_STACK (widget) && gtk_stack_get_transition_running (GTK_STACK (widget)))
    return TRUE;
  if (ADW_IS_LEAFLET (widget) && adw_leaflet_get_child_transition_running (ADW_LEAFLET (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (has_transition (child))
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  GtkWidget *widget;
  guint n_quiet_frames;
} Drawing;

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *frame_clock,
             gpointer       data)
{
  Drawing *drawing = data;

  drawing->n_quiet_frames = has_transition (drawing->widget) ? 0 : drawing->n_quiet_frames + 1;

  return G_SOURCE_CONTINUE;
}

static gboolean
is_drawn (gpointer data)
{
  return ((Drawing *) data)->n_quiet_frames >= 4;
}

/* Layout needs some frames after the data is there, and a picture in the middle of a transition shows two pages. */
static void
let_draw (Tour      *self,
          GtkWidget *widget)
{
  Drawing drawing = { widget, 0 };
  guint callback_id = gtk_widget_add_tick_callback (widget, on_frame_cb, &drawing, NULL);

  wait_for (self, is_drawn, &drawing, "the window to be drawn");
  gtk_widget_remove_tick_callback (widget, callback_id);
}

static gboolean
shows_secret (GtkWidget *widget)
{
  if (AC_IS_SECRET_LABEL (widget) && ac_secret_label_is_shown (AC_SECRET_LABEL (widget)))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_secret (child))
      return TRUE;

  return FALSE;
}

static void
take_picture (Tour       *self,
              GtkWindow  *window,
              const char *name)
{
  g_autofree char *file_name = g_strdup_printf ("%02u-%s.png", self->n_pictures + 1, name);
  g_autofree char *path = g_build_filename (self->output, file_name, NULL);
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gboolean too_wide = FALSE;
  int width;
  int height;

  if (self->failed)
    return;

  let_draw (self, GTK_WIDGET (window));
  if (shows_secret (GTK_WIDGET (window)))
    {
      g_printerr ("“%s” shows a secret.\n", name);
      self->failed = TRUE;
      return;
    }
  width = gtk_widget_get_width (GTK_WIDGET (window));
  height = gtk_widget_get_height (GTK_WIDGET (window));
  if (self->narrow && width > NARROW_WIDTH)
    {
      g_printerr ("“%s” is %d px wide in a narrow window.\n", name, width);
      too_wide = TRUE;
    }
  paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, path))
    {
      g_printerr ("%s could not be written.\n", path);
      self->failed = TRUE;
      return;
    }

  self->n_pictures++;
  g_print ("%s\n", path);
  self->failed = too_wide;
}

static gboolean
is_text (GtkWidget  *widget,
         const char *text)
{
  g_autofree char *isolated = ac_isolate (text);

  return GTK_IS_LABEL (widget) && (g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text) ||
                                   g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), isolated));
}

/* Whether a label with @text is on the picture: mapped, and not above or below of what is scrolled to. */
static gboolean
shows_text (GtkWidget  *root,
            GtkWidget  *widget,
            const char *text)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (is_text (widget, text))
    return gtk_widget_compute_bounds (widget, root, &bounds) &&
           bounds.origin.x >= 0 && bounds.origin.y >= 0 &&
           bounds.origin.y + bounds.size.height <= gtk_widget_get_height (root);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (shows_text (root, child, text))
        return TRUE;
    }

  return FALSE;
}

static void
check_expected (Tour *self)
{
  GtkWidget *window = GTK_WIDGET (get_main_window (self));

  for (char **text = self->expected; text != NULL && *text != NULL; text++)
    {
      if (shows_text (window, window, *text))
        {
          g_print ("The page shows “%s”.\n", *text);
          continue;
        }
      g_printerr ("The page does not show “%s”.\n", *text);
      self->failed = TRUE;
    }
}

/* Why no account can be opened. (nullable) */
static const char *
find_problem (GtkWidget *widget)
{
  const char *problem = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (AC_IS_ERROR_CAPTION (widget))
    return ac_error_caption_get_text (AC_ERROR_CAPTION (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && problem == NULL;
       child = gtk_widget_get_next_sibling (child))
    problem = find_problem (child);

  return problem;
}

static gboolean
has_window (gpointer data)
{
  GtkWindow *window = get_main_window (data);

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static gboolean
has_account (gpointer data)
{
  return ac_window_get_account (AC_WINDOW (get_main_window (data))) != NULL;
}

static gboolean
has_account_or_problem (gpointer data)
{
  return has_account (data) || find_problem (GTK_WIDGET (get_main_window (data))) != NULL;
}

static gboolean
wait_for_account (Tour *self)
{
  if (!wait_for (self, has_window, self, "the window") ||
      !wait_for (self, has_account_or_problem, self, "the account"))
    return FALSE;

  self->failed = !has_account (self);
  if (self->failed)
    g_printerr ("The account could not be opened: %s\n", find_problem (GTK_WIDGET (get_main_window (self))));

  return !self->failed;
}

/* A page that nobody may see is none that was shown. */
static gboolean
is_loaded (AcPage *page)
{
  return ac_page_get_state (page) == AC_PAGE_STATE_CONTENT || ac_page_get_state (page) == AC_PAGE_STATE_EMPTY;
}

static gboolean
has_loaded_page (gpointer data)
{
  AcPage *page = ac_window_get_page (AC_WINDOW (get_main_window (data)));

  return page != NULL && ac_page_get_state (page) != AC_PAGE_STATE_LOADING;
}

static gboolean
has_dialog (gpointer data)
{
  return get_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return get_dialog () == NULL;
}

static void
take_picture_of_dialog (Tour       *self,
                        const char *name)
{
  GtkWindow *dialog;

  if (!wait_for (self, has_dialog, NULL, name))
    return;

  dialog = get_dialog ();
  take_picture (self, dialog, name);
  gtk_window_destroy (dialog);
  wait_for (self, has_no_dialog, NULL, "the dialog to close");
}

/* What belongs to the page of product environments: its dialogs, the details of one, the selection. */
static void
visit_environments (Tour   *self,
                    AcPage *page)
{
  AcEnvironments *environments = ac_account_get_environments (ac_page_get_account (page));
  g_autoptr(AcEnvironment) first = g_list_model_get_item (G_LIST_MODEL (environments), 0);
  AcPage *details;

  ac_environment_dialogs_new (page, NULL, NULL);
  take_picture_of_dialog (self, "environments-new");
  ac_environment_dialogs_change_limit (page);
  take_picture_of_dialog (self, "environments-change-limit");
  if (first == NULL)
    return;

  ac_environment_dialogs_new (page, first, NULL);
  take_picture_of_dialog (self, "environments-new-with-base");
  ac_environment_dialogs_change_cloud_name (page, first);
  take_picture_of_dialog (self, "environments-change-cloud-name");
  ac_environment_dialogs_delete (page, first, NULL);
  take_picture_of_dialog (self, "environments-delete");

  details = ac_environment_page_new (ac_page_get_account (page), first);
  ac_page_push (page, details);
  wait_for (self, has_loaded_page, self, "the details of an environment");
  take_picture (self, get_main_window (self), "environment-details");
  ac_page_pop (details);

  ac_page_set_selection_mode (page, TRUE);
  take_picture (self, get_main_window (self), "environments-selection");
  ac_page_set_selection_mode (page, FALSE);
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

static gboolean
has_key_row (gpointer data)
{
  return find_widget (data, AC_TYPE_KEY_ROW) != NULL;
}

/* As far up as there is something below. */
static void
scroll_to (GtkWidget *widget)
{
  GtkWidget *scrolled_window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window));
  double y = 0;

  gtk_widget_translate_coordinates (widget, scrolled_window, 0, 0, NULL, &y);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y);
}

/* What belongs to a page of keys: one of them opened, the dialog that makes another, and the one that replaces it. */
static void
visit_keys (Tour       *self,
            const char *id,
            AcPage     *page,
            AcApiKeys  *keys)
{
  GtkWidget *row;
  AcApiKey *key;
  g_autofree char *open = g_strconcat (id, "-open", NULL);
  g_autofree char *generate = g_strconcat (id, "-generate", NULL);
  g_autofree char *rotate = g_strconcat (id, "-rotate", NULL);

  if (g_list_model_get_n_items (G_LIST_MODEL (keys)) == 0)
    return;
  if (!wait_for (self, has_key_row, page, "the row of a key"))
    return;

  row = find_widget (GTK_WIDGET (page), AC_TYPE_KEY_ROW);
  key = ac_key_row_get_key (AC_KEY_ROW (row));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  let_draw (self, row);
  scroll_to (row);
  take_picture (self, get_main_window (self), open);
  ac_form_dialog_present (ac_generate_key_dialog_new (page, keys), GTK_WIDGET (page));
  take_picture_of_dialog (self, generate);
  ac_key_dialogs_rotate (page, keys, key);
  take_picture_of_dialog (self, rotate);
}

/* The dialogs and subpages of a page. */
static void
visit_more (Tour       *self,
            const char *id,
            AcPage     *page)
{
  AcAccount *account = ac_page_get_account (page);

  if (g_str_equal (id, "environments"))
    {
      check_expected (self);
      if (!self->failed)
        visit_environments (self, page);
    }
  else if (g_str_equal (id, "account-keys") && (ac_account_get_features (account) & AC_FEATURES_ACCOUNT_KEYS) != 0)
    visit_keys (self, id, page, AC_API_KEYS (ac_account_get_account_keys (account)));
  else if (g_str_equal (id, "environment-keys") && ac_page_get_state (page) == AC_PAGE_STATE_CONTENT)
    {
      AcEnvironment *environment = ac_settings_page_get_environment (AC_SETTINGS_PAGE (page));
      g_autoptr(AcEnvironmentKeys) keys = ac_environments_get_keys (ac_account_get_environments (account), environment);

      visit_keys (self, id, page, AC_API_KEYS (keys));
    }
}

static void
visit_page (Tour             *self,
            const AcPageInfo *info)
{
  AcPage *page;

  ac_window_show_page (AC_WINDOW (get_main_window (self)), info->id);
  if (!wait_for (self, has_loaded_page, self, info->id))
    return;

  page = ac_window_get_page (AC_WINDOW (get_main_window (self)));
  take_picture (self, get_main_window (self), info->id);
  if (!is_loaded (page))
    {
      g_printerr ("The page “%s” did not load.\n", info->id);
      self->failed = TRUE;
      return;
    }
  visit_more (self, info->id, page);
}

static gboolean
travel_cb (gpointer data)
{
  Tour *self = data;
  guint n_pages = 0;
  const AcPageInfo *pages = ac_page_table_get (&n_pages);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (wait_for_account (self))
    {
      for (guint i = 0; i < n_pages; i++)
        visit_page (self, &pages[i]);

      gtk_widget_activate_action (GTK_WIDGET (get_main_window (self)), "win.show-sidebar", NULL);
      if (self->narrow)
        take_picture (self, get_main_window (self), "sidebar");
      ac_window_set_account (AC_WINDOW (get_main_window (self)), NULL);
      take_picture (self, get_main_window (self), "welcome");
      gtk_widget_activate_action (GTK_WIDGET (get_main_window (self)), "win.connect-account", NULL);
      take_picture (self, get_main_window (self), "connect");
    }
  g_application_quit (G_APPLICATION (self->application));

  return G_SOURCE_REMOVE;
}

static void
prepare_settings (gboolean dark,
                  gboolean narrow)
{
  g_autoptr(GSettings) settings = g_settings_new (AC_BASE_ID);

  g_settings_set_string (settings, "style-variant", dark ? "dark" : "light");
  g_settings_set_int (settings, "window-width", narrow ? NARROW_WIDTH : 1100);
  g_settings_set_int (settings, "window-height", 720);
}

static AcAccountUrl *
take_url (void)
{
  g_autoptr(GError) error = NULL;
  AcAccountUrl *url;

  if (g_getenv ("CLOUDINARY_ACCOUNT_URL") == NULL)
    return NULL;

  url = ac_account_url_parse (g_getenv ("CLOUDINARY_ACCOUNT_URL"), &error);
  if (url == NULL)
    g_error ("CLOUDINARY_ACCOUNT_URL: %s", error->message);
  g_unsetenv ("CLOUDINARY_ACCOUNT_URL");

  return url;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *output = NULL;
  g_autofree char *language = NULL;
  g_auto(GStrv) expected = NULL;
  gboolean dark = FALSE;
  Tour self = { 0 };
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "Where the pictures go", "DIR" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "Another language", "CODE" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "The dark theme", NULL },
    { "narrow", 0, 0, G_OPTION_ARG_NONE, &self.narrow, "A window as narrow as a phone", NULL },
    { "expect", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &expected, "Fail unless the page of product environments shows it", "TEXT" },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcAccountUrl) url = NULL;
  char *arguments[] = { (char *) "account-console", (char *) "--sandbox", NULL };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || output == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--output is missing.");
      return EXIT_FAILURE;
    }
  if (g_mkdir_with_parents (output, 0755) != 0)
    {
      g_printerr ("%s can’t be made.\n", output);
      return EXIT_FAILURE;
    }

  /* Settings of this run only; and whatever the machine's language is, its texts have to be found. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  ac_language_init ();
  prepare_settings (dark, self.narrow);

  url = take_url ();
  self.output = output;
  self.expected = expected;
  self.application = ac_application_new (url);
  g_application_set_flags (G_APPLICATION (self.application),
                           g_application_get_flags (G_APPLICATION (self.application)) | G_APPLICATION_NON_UNIQUE);
  g_idle_add (travel_cb, &self);
  g_application_run (G_APPLICATION (self.application), url != NULL ? 1 : 2, arguments);
  g_object_unref (self.application);

  if (!self.failed && self.n_pictures > 0)
    return EXIT_SUCCESS;

  g_printerr ("The tour was not finished.\n");
  return EXIT_FAILURE;
}
