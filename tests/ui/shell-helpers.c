/* shell-helpers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "shell-helpers.h"

typedef gboolean (*Match) (GtkWidget  *widget,
                           gconstpointer data);

static GtkWidget *
find (GtkWidget     *widget,
      Match          match,
      gconstpointer  data)
{
  GtkWidget *found = match (widget, data) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, match, data);

  return found;
}

static gboolean
has_id (GtkWidget     *widget,
        gconstpointer  data)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), data) == 0;
}

static gboolean
has_type (GtkWidget     *widget,
          gconstpointer  data)
{
  return gtk_widget_get_mapped (widget) && g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

static gboolean
is_label (GtkWidget     *widget,
          gconstpointer  data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), data) == 0;
}

static gboolean
is_button (GtkWidget     *widget,
           gconstpointer  data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && find (widget, is_label, data) != NULL;
}

void
shell_test_init (int    *argc,
                 char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  /* Nothing here is about motion, and nothing waits for it. */
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations", FALSE,
                /* Without a window manager no window is active, which GtkText warns of when it blinks. */
                "gtk-cursor-blink", FALSE,
                NULL);
}

AcAccount *
shell_account_new (AcMockServer *server,
                   gboolean      demo)
{
  const char *host = ac_mock_server_get_host (server);
  g_autoptr(AcCredentials) credentials = ac_credentials_new (SHELL_KEY, SHELL_SECRET);
  g_autoptr(AcKnownAccount) known = ac_known_account_new (SHELL_ACCOUNT_ID, SHELL_KEY, host);
  g_autoptr(AcClient) client = ac_client_new (host, credentials, NULL);

  return ac_account_new (known, client, demo);
}

void
shell_allow_connect (AcMockServer *server,
                     const char   *name)
{
  g_autofree char *details = NULL;

  ac_mock_reply_set_json (ac_mock_server_allow (server, "GET", SHELL_CHECK), 200, "{\"sub_accounts\":[]}");
  ac_mock_reply_set_json (ac_mock_server_allow (server, "GET", SHELL_LIST), 200, "{\"sub_accounts\":[]}");
  if (name == NULL)
    {
      ac_mock_reply_set_json (ac_mock_server_allow (server, "GET", SHELL_CONSOLE), 404,
                              "{\"error\":{\"message\":\"Not found\"}}");
      return;
    }

  details = g_strdup_printf ("{\"name\":\"%s\",\"plan\":{\"name\":\"Enterprise\"},\"key_role\":\"master_admin\"}", name);
  ac_mock_reply_set_json (ac_mock_server_allow (server, "GET", SHELL_CONSOLE), 200, "{\"features\":[\"account\"]}");
  ac_mock_reply_set_json (ac_mock_server_allow (server, "GET", SHELL_CONSOLE "/account"), 200, details);
}

gpointer
shell_find (gpointer    root,
            const char *id)
{
  return find (root, has_id, id);
}

gpointer
shell_find_type (gpointer root,
                 GType    type)
{
  return find (root, has_type, &type);
}

gpointer
shell_find_label (gpointer    root,
                  const char *text)
{
  return find (root, is_label, text);
}

gpointer
shell_find_button (gpointer    root,
                   const char *label)
{
  return find (root, is_button, label);
}

gpointer
shell_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static gboolean
has_text (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if ((GTK_IS_LABEL (child) && *gtk_label_get_text (GTK_LABEL (child)) != '\0') || has_text (child))
      return TRUE;

  return FALSE;
}

static gboolean
has_accessible_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* The insides of GTK's and libadwaita's own controls are theirs. */
static gboolean
is_inside_control (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) ||
         g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), "close_button") == 0 || /* of a toast */
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)) ||
         (GTK_IS_BUTTON (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL &&
          gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)) == NULL) ||
         (!GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL);
}

/* Where the widget stands, for whoever has to find it. */
static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_append_printf (text, "%s%s%s < ", G_OBJECT_TYPE_NAME (widget), id != NULL ? " #" : "", id != NULL ? id : "");
    }

  return g_string_free (text, FALSE);
}

static void
check_accessible (GtkWidget *widget)
{
  gboolean is_control = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SWITCH (widget) ||
                        GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_LIST_BOX (widget);

  if (!gtk_widget_get_mapped (widget))
    return;

  if (is_control && !is_inside_control (widget))
    {
      g_autofree char *type = describe (widget);

      if (GTK_IS_LIST_BOX (widget) ? FALSE : (!has_text (widget) && !has_accessible_name (widget)))
        g_error ("%s has no accessible name", type);
      if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)) && !has_text (widget) &&
          gtk_widget_get_tooltip_text (widget) == NULL)
        g_error ("%s has no tooltip", type);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_accessible (child);
}

void
shell_assert_accessible (gpointer root)
{
  check_accessible (root);
}

GPid
shell_find_process (const char *argument)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &text, &length, NULL))
        continue;
      for (const char *word = text; word < text + length; word += strlen (word) + 1)
        if (g_str_equal (word, argument))
          return (GPid) g_ascii_strtoll (name, NULL, 10);
    }

  return 0;
}

void
shell_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
shell_assert_window_finalizes (gpointer window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (window, &weak);
  gtk_window_destroy (window);
  ac_test_wait_until (weak == NULL);
}
