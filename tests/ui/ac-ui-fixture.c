/* ac-ui-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-test"

#include "config.h"

#include "ac-ui-fixture.h"

#include "ac-client-private.h"
#include "ac-page-stack.h"
#include "ac-toast-host.h"

#define FEATURES "{\"features\":[\"account\",\"account_keys\",\"environments\",\"environment_limit\"]}"
#define ACCOUNT                                                                                                \
  "{\"id\":\"" AC_UI_ACCOUNT_ID "\",\"name\":\"Halden Outfitters\","                                           \
  "\"plan\":{\"id\":\"advanced-extra\",\"name\":\"Advanced Extra\",\"paid\":true,\"enterprise\":false},"       \
  "\"subscribed_through\":\"direct\",\"permissions\":\"legacy\",\"key_role\":\"master_admin\","                \
  "\"created_at\":\"2021-01-18T09:00:00Z\"}"

/* A page that has nothing but a button, which takes the focus: what is tested is opened on it. */
#define AC_TYPE_PLAIN_PAGE (ac_plain_page_get_type ())
G_DECLARE_FINAL_TYPE (AcPlainPage, ac_plain_page, AC, PLAIN_PAGE, AcPage)

struct _AcPlainPage
{
  AcPage parent_instance;
};

G_DEFINE_FINAL_TYPE (AcPlainPage, ac_plain_page, AC_TYPE_PAGE)

static const char plain_page_ui[] =
  "<interface><template class=\"AcPlainPage\" parent=\"AcPage\"><child type=\"content\">"
  "<object class=\"GtkButton\"><property name=\"label\">Plain</property></object>"
  "</child></template></interface>";

static void
ac_plain_page_class_init (AcPlainPageClass *klass)
{
  g_autoptr(GBytes) ui = g_bytes_new_static (plain_page_ui, strlen (plain_page_ui));

  gtk_widget_class_set_template (GTK_WIDGET_CLASS (klass), ui);
}

static void
ac_plain_page_init (AcPlainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
ac_ui_environment_json (const char *id,
                        const char *name,
                        const char *cloud_name,
                        gboolean    enabled,
                        const char *description,
                        const char *attributes,
                        const char *folder_mode,
                        const char *location)
{
  return g_strdup_printf ("{\"cloud_name\":\"%s\",\"name\":\"%s\",\"enabled\":%s,\"id\":\"%s\","
                          "\"api_access_keys\":[{\"key\":\"482915073364128\",\"secret\":\"made-up-secret\",\"enabled\":true}],"
                          "\"created_at\":\"2023-03-12T09:14:52Z\",\"updated_at\":\"2026-02-11T09:14:52Z\","
                          "\"custom_attributes\":%s,\"description\":\"%s\",\"folder_mode\":\"%s\","
                          "\"storage_location\":\"%s\",\"support_options\":2,\"asset_count\":12}",
                          cloud_name, name, enabled ? "true" : "false", id,
                          attributes, description, folder_mode, location);
}

char *
ac_ui_limit_json (guint       base,
                  guint       additional,
                  guint       used,
                  const char *reason,
                  const char *bought_through)
{
  g_autofree char *reason_text = reason != NULL ? g_strdup_printf ("\"%s\"", reason) : g_strdup ("null");
  g_autofree char *through_text =
    bought_through != NULL ? g_strdup_printf ("\"%s\"", bought_through) : g_strdup ("null");

  return g_strdup_printf ("{\"base\":%u,\"additional\":%u,\"used\":%u,\"total\":%u,\"max_additional\":5,"
                          "\"changeable\":%s,\"reason\":%s,\"bought_through\":%s}",
                          base, additional, used, base + additional,
                          reason == NULL ? "true" : "false", reason_text, through_text);
}

static void
allow_list (AcUiFixture *self,
            gboolean     with_console)
{
  g_autofree char *web = ac_ui_environment_json (AC_UI_WEB_ID, "Halden Web", "halden-web", TRUE, "Online shop and blog, all markets",
                                                 "{\"team\":\"web & shop\",\"budget\":1200,\"flags\":[\"a\",true]}",
                                                 "dynamic", "us");
  g_autofree char *print = ac_ui_environment_json (AC_UI_PRINT_ID, "Catalogue & Print", "halden-print", TRUE, "",
                                                   "{}", "fixed", "eu");
  g_autofree char *summer = ac_ui_environment_json (AC_UI_SUMMER_ID, "Summer Campaign 2024", "halden-summer24", FALSE, "",
                                                    "{}", "dynamic", "us");
  g_autofree char *list = g_strdup_printf ("{\"%s\":[%s,%s,%s]}",
                                           with_console ? "environments" : "sub_accounts", web, print, summer);

  ac_mock_reply_set_json (ac_mock_server_allow (self->server, "GET",
                                                with_console ? AC_UI_CONSOLE "/environments"
                                                             : AC_UI_PROVISIONING "/sub_accounts"),
                          200, list);
}

static void
connect_account (AcUiFixture *self,
                 gboolean     with_console)
{
  g_autoptr(GAsyncResult) connected = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GError) error = NULL;

  ac_mock_reply_set_json (ac_mock_server_allow (self->server, "GET", AC_UI_PROVISIONING "/sub_accounts?ids=none"),
                          200, "{\"sub_accounts\":[]}");
  ac_mock_reply_set_json (ac_mock_server_allow (self->server, "GET", AC_UI_CONSOLE),
                          with_console ? 200 : 404, with_console ? FEATURES : "{\"error\":{\"message\":\"not found\"}}");
  ac_mock_reply_set_json (ac_mock_server_allow (self->server, "GET", AC_UI_CONSOLE "/account"), 200, ACCOUNT);
  allow_list (self, with_console);

  ac_account_connect_async (self->account, NULL, ac_test_store_result, &connected);
  ac_account_connect_finish (self->account, ac_test_wait_result (&connected), &error);
  g_assert_no_error (error);

  ac_collection_load_async (AC_COLLECTION (self->environments), NULL, ac_test_store_result, &loaded);
  ac_collection_load_finish (AC_COLLECTION (self->environments), ac_test_wait_result (&loaded), &error);
  g_assert_no_error (error);
}

/* As AdwApplication does. */
static void
load_style (void)
{
  static GtkCssProvider *provider;

  if (provider != NULL)
    return;

  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, AC_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
create_window (AcUiFixture *self)
{
  GtkWidget *host = ac_toast_host_new ();
  const char *width = g_getenv ("AC_UI_WIDTH");

  load_style ();
  /* GTK loses the pictures of a transition that its window doesn't outlive. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->page = g_object_new (AC_TYPE_PLAIN_PAGE, "account", self->account, "title", "Product Environments", NULL);
  ac_page_set_state (self->page, AC_PAGE_STATE_CONTENT);
  ac_toast_host_set_child (AC_TOAST_HOST (host), ac_page_stack_new (self->page));

  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, width != NULL ? atoi (width) : 832, 720);
  if (g_getenv ("AC_UI_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  adw_window_set_content (ADW_WINDOW (self->window), host);
  gtk_window_present (self->window);
  ac_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->page)));
}

void
ac_ui_fixture_set_up (AcUiFixture *self,
                      gboolean     with_console)
{
  g_autoptr(AcCredentials) credentials = ac_credentials_new ("123456789012345", "made-up-secret");
  g_autoptr(AcKnownAccount) known = NULL;
  g_autoptr(AcClient) client = NULL;

  self->server = ac_mock_server_new ();
  known = ac_known_account_new (AC_UI_ACCOUNT_ID, "123456789012345", ac_mock_server_get_host (self->server));
  client = ac_client_new (ac_mock_server_get_host (self->server), credentials, NULL);
  ac_client_set_retry_base (client, 10);
  self->account = ac_account_new (known, client, FALSE);
  self->environments = ac_account_get_environments (self->account);

  connect_account (self, with_console);
  create_window (self);
}

void
ac_ui_fixture_tear_down (AcUiFixture *self)
{
  AcPage *page = self->page;

  g_object_add_weak_pointer (G_OBJECT (self->account), (gpointer *) &self->account);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (self->window);
  ac_test_wait_until (page == NULL);
  g_object_unref (self->account);
  /* What is still under way is cancelled, and holds it until then. */
  ac_test_wait_until (self->account == NULL);

  ac_mock_server_assert_done (self->server);
  g_assert_finalize_object (self->server);
}

void
ac_ui_fixture_make_impatient (AcUiFixture *self)
{
  ac_mock_server_allow (self->server, "GET", "/");
  g_object_set (ac_account_get_client (self->account)->session, "timeout", 1, NULL);
}

void
ac_ui_fixture_set_limit (AcUiFixture *self,
                         const char  *json)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ac_mock_reply_set_json (ac_mock_server_expect (self->server, "GET", AC_UI_CONSOLE "/environment_limit"), 200, json);
  ac_account_load_limit_async (self->account, NULL, ac_test_store_result, &result);
  ac_account_load_limit_finish (self->account, ac_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

AcEnvironment *
ac_ui_fixture_lookup (AcUiFixture *self,
                      const char  *id)
{
  AcEnvironment *environment = ac_collection_lookup (AC_COLLECTION (self->environments), id);

  g_assert_nonnull (environment);

  return environment;
}

void
ac_ui_fixture_remove (AcUiFixture *self,
                      const char  *id)
{
  ac_collection_remove (AC_COLLECTION (self->environments), id);
}

AcPage *
ac_ui_fixture_get_visible (AcUiFixture *self)
{
  return ac_page_stack_get_visible (AC_PAGE_STACK (ac_ui_get (GTK_WIDGET (self->window), AC_TYPE_PAGE_STACK, NULL)));
}

GtkWidget *
ac_ui_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

GtkWidget *
ac_ui_wait_window_ (GType       type,
                    const char *where)
{
  gint64 deadline = ac_test_get_deadline ();
  GtkWidget *window;

  while ((window = ac_ui_find_window (type)) == NULL || !gtk_widget_get_mapped (window))
    ac_test_iterate (deadline, where);

  return window;
}

static gboolean
has_title (GtkWidget  *widget,
           const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), title) == 0;
  if (GTK_IS_BUTTON (widget))
    return g_strcmp0 (gtk_widget_get_tooltip_text (widget), title) == 0 ||
           ac_ui_find (widget, GTK_TYPE_LABEL, title) != NULL;
  if (GTK_IS_WINDOW (widget))
    return g_strcmp0 (gtk_window_get_title (GTK_WINDOW (widget)), title) == 0;

  return g_strcmp0 (gtk_widget_get_tooltip_text (widget), title) == 0;
}

GtkWidget *
ac_ui_find (GtkWidget  *root,
            GType       type,
            const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (g_type_is_a (G_OBJECT_TYPE (child), type) && (title == NULL || has_title (child, title)))
        return child;
      found = ac_ui_find (child, type, title);
      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
ac_ui_get (GtkWidget  *root,
           GType       type,
           const char *title)
{
  GtkWidget *found = ac_ui_find (root, type, title);

  if (found == NULL)
    g_error ("There is no %s “%s”", g_type_name (type), title != NULL ? title : "");

  return found;
}

gboolean
ac_ui_shows (GtkWidget  *root,
             const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_child_visible (child) || !gtk_widget_get_visible (child))
        continue;
      if (GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), text))
        return TRUE;
      if (ac_ui_shows (child, text))
        return TRUE;
    }

  return FALSE;
}

void
ac_ui_click (GtkWidget  *root,
             const char *label)
{
  GtkWidget *button = ac_ui_get (root, GTK_TYPE_BUTTON, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
ac_ui_type (GtkWidget  *root,
            const char *row_title,
            const char *text)
{
  GtkWidget *row = ac_ui_get (root, ADW_TYPE_ENTRY_ROW, row_title);

  g_assert_true (gtk_widget_is_sensitive (row));
  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
run_xdotool (const char * const *arguments)
{
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
ac_ui_press (const char *keys)
{
  const char *arguments[] = { "xdotool", "key", keys, NULL };

  run_xdotool (arguments);
}

void
ac_ui_point_away (void)
{
  const char *arguments[] = { "xdotool", "mousemove", "1270", "890", NULL };

  run_xdotool (arguments);
}

char *
ac_ui_read_clipboard (GtkWidget *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr(GAsyncResult) result = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, ac_test_store_result, &result);

  return gdk_clipboard_read_text_finish (clipboard, ac_test_wait_result (&result), NULL);
}

/* A widget's own words, for those that GTK itself names. */
static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    return ac_ui_find (widget, GTK_TYPE_LABEL, NULL) != NULL;

  return ADW_IS_PREFERENCES_ROW (widget) || GTK_IS_LABEL (widget) || GTK_IS_TEXT (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_SCROLLED_WINDOW (widget);
}

void
ac_ui_assert_accessible (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_control = GTK_IS_BUTTON (child) || GTK_IS_SWITCH (child) || GTK_IS_CHECK_BUTTON (child) ||
                            GTK_IS_SEARCH_ENTRY (child);

      if (is_control && gtk_widget_get_mapped (child) && gtk_widget_get_focusable (child) && !has_words (child) &&
          !gtk_test_accessible_has_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
          !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
        g_error ("A %s (tooltip %s) has no name", G_OBJECT_TYPE_NAME (child), gtk_widget_get_tooltip_text (child));

      ac_ui_assert_accessible (child);
    }
}

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  guint *n_frames = user_data;

  *n_frames += 1;

  return G_SOURCE_CONTINUE;
}

void
ac_ui_picture (GtkWidget  *window,
               const char *name)
{
  const char *folder = g_getenv ("AC_UI_PICTURES");
  g_autofree char *file_name = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;
  guint n_frames = 0;
  guint tick_id;

  if (folder == NULL)
    return;

  /* Animations end within this time. */
  tick_id = gtk_widget_add_tick_callback (window, on_frame_cb, &n_frames, NULL);
  ac_test_wait_until (n_frames > 30);
  gtk_widget_remove_tick_callback (window, tick_id);

  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  file_name = g_strconcat (name, ".png", NULL);
  path = g_build_filename (folder, file_name, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
