/* test-environment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-environment-private.h"
#include "ac-error.h"
#include "ac-json.h"

#define PUBLIC \
  "{\"cloud_name\":\"harbor-staging\",\"name\":\"Harbor Staging\",\"enabled\":true,\"id\":\"5d1c\"," \
  "\"api_access_keys\":[{\"key\":\"48\",\"secret\":\"v\",\"enabled\":true},{\"key\":\"49\",\"secret\":\"w\"}]," \
  "\"created_at\":\"2026-02-11T09:14:52Z\",\"updated_at\":\"2026-02-12T09:14:52Z\"," \
  "\"custom_attributes\":{\"team\":\"harbor\",\"floor\":3,\"tags\":[\"a\",\"b\"],\"none\":null}}"

#define DETAILED(description, mode, location, options) \
  "{\"cloud_name\":\"harbor-staging\",\"name\":\"Harbor Staging\",\"enabled\":true,\"id\":\"5d1c\"," \
  "\"api_access_keys\":[],\"created_at\":\"2026-02-11T09:14:52Z\",\"updated_at\":\"2026-02-12T09:14:52Z\"," \
  "\"description\":" description ",\"folder_mode\":" mode ",\"storage_location\":" location "," \
  "\"support_options\":" options ",\"asset_count\":12}"

static AcEnvironment *
read_environment (const char  *text,
                  GError     **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  g_assert_nonnull (root);

  return ac_environment_new_from_json (json_node_get_object (root), error);
}

static AcEnvironment *
create (const char *text)
{
  g_autoptr (GError) error = NULL;
  AcEnvironment *environment = read_environment (text, &error);

  g_assert_no_error (error);

  return environment;
}

static void
test_public (void)
{
  AcEnvironment *environment = create (PUBLIC);
  GPtrArray *attributes = ac_environment_get_custom_attributes (environment);
  static const AcCustomAttribute expected[] = {
    { (char *) "team", (char *) "harbor", TRUE },
    { (char *) "floor", (char *) "3", FALSE },
    { (char *) "tags", (char *) "[\"a\",\"b\"]", FALSE },
    { (char *) "none", (char *) "null", FALSE },
  };

  g_assert_cmpstr (ac_environment_get_id (environment), ==, "5d1c");
  g_assert_cmpstr (ac_environment_get_name (environment), ==, "Harbor Staging");
  g_assert_cmpstr (ac_environment_get_cloud_name (environment), ==, "harbor-staging");
  g_assert_true (ac_environment_get_enabled (environment));
  g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, 2);
  g_assert_cmpint (g_date_time_to_unix (ac_environment_get_created_at (environment)), ==, 1770801292);
  g_assert_cmpint (g_date_time_to_unix (ac_environment_get_updated_at (environment)), ==, 1770887692);

  g_assert_null (ac_environment_get_description (environment));
  g_assert_cmpint (ac_environment_get_folder_mode (environment), ==, AC_FOLDER_MODE_UNKNOWN);
  g_assert_cmpint (ac_environment_get_storage_location (environment), ==, AC_STORAGE_LOCATION_UNKNOWN);
  g_assert_cmpint (ac_environment_get_support_options (environment), ==, -1);

  g_assert_cmpuint (attributes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < attributes->len; i++)
    {
      const AcCustomAttribute *attribute = g_ptr_array_index (attributes, i);

      g_assert_cmpstr (attribute->name, ==, expected[i].name);
      g_assert_cmpstr (attribute->value, ==, expected[i].value);
      g_assert_cmpint (attribute->is_text, ==, expected[i].is_text);
    }

  g_assert_finalize_object (environment);
}

static void
test_details (void)
{
  static const struct
  {
    const char *text;
    const char *description;
    AcFolderMode mode;
    AcStorageLocation location;
    int options;
  } cases[] = {
    { DETAILED ("\"Tests\"", "\"fixed\"", "\"eu\"", "2"), "Tests", AC_FOLDER_MODE_FIXED, AC_STORAGE_LOCATION_EUROPE, 2 },
    { DETAILED ("\"\"", "\"dynamic\"", "\"us\"", "0"), "", AC_FOLDER_MODE_DYNAMIC, AC_STORAGE_LOCATION_UNITED_STATES, 0 },
    { DETAILED ("null", "null", "\"ap\"", "null"), NULL, AC_FOLDER_MODE_UNKNOWN, AC_STORAGE_LOCATION_ASIA_PACIFIC, -1 },
    { DETAILED ("\"\"", "\"floating\"", "\"moon\"", "-7"), "", AC_FOLDER_MODE_UNKNOWN, AC_STORAGE_LOCATION_UNKNOWN, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcEnvironment *environment = create (cases[i].text);

      g_assert_cmpstr (ac_environment_get_description (environment), ==, cases[i].description);
      g_assert_cmpint (ac_environment_get_folder_mode (environment), ==, cases[i].mode);
      g_assert_cmpint (ac_environment_get_storage_location (environment), ==, cases[i].location);
      g_assert_cmpint (ac_environment_get_support_options (environment), ==, cases[i].options);
      g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, 0);
      g_assert_finalize_object (environment);
    }
}

/* The smallest that may come, and what may be instead of a member. */
static void
test_little (void)
{
  static const char * const rests[] = {
    "", ",\"custom_attributes\":null", ",\"custom_attributes\":{}", ",\"custom_attributes\":[]",
    ",\"api_access_keys\":null", ",\"created_at\":null,\"updated_at\":null", ",\"created_at\":\"then\",\"later\":{\"a\":[1]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"1\",\"name\":\"\",\"cloud_name\":\"c\",\"enabled\":false%s}", rests[i]);
      AcEnvironment *environment = create (text);

      g_assert_false (ac_environment_get_enabled (environment));
      g_assert_cmpuint (ac_environment_get_custom_attributes (environment)->len, ==, 0);
      g_assert_cmpuint (ac_environment_get_enabled_keys (environment), ==, 0);
      g_assert_null (ac_environment_get_created_at (environment));
      g_assert_null (ac_environment_get_updated_at (environment));
      g_assert_finalize_object (environment);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *member;
    const char *text;
  } cases[] = {
    { "id", "{\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true}" },
    { "id", "{\"id\":\"\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true}" },
    { "id", "{\"id\":1,\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true}" },
    { "name", "{\"id\":\"1\",\"cloud_name\":\"c\",\"enabled\":true}" },
    { "name", "{\"id\":\"1\",\"name\":null,\"cloud_name\":\"c\",\"enabled\":true}" },
    { "cloud_name", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":{},\"enabled\":true}" },
    { "enabled", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\"}" },
    { "enabled", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":\"true\"}" },
    { "api_access_keys", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true,\"api_access_keys\":{}}" },
    { "object", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true,\"api_access_keys\":[1]}" },
    { "custom_attributes", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true,\"custom_attributes\":\"a=b\"}" },
    { "custom_attributes", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true,\"custom_attributes\":[1]}" },
    { "created_at", "{\"id\":\"1\",\"name\":\"n\",\"cloud_name\":\"c\",\"enabled\":true,\"created_at\":1}" },
    { "description", DETAILED ("1", "\"fixed\"", "\"eu\"", "2") },
    { "folder_mode", DETAILED ("\"\"", "1", "\"eu\"", "2") },
    { "support_options", DETAILED ("\"\"", "\"fixed\"", "\"eu\"", "\"2\"") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (read_environment (cases[i].text, &error));
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
      g_assert_nonnull (strstr (error->message, cases[i].member));
    }
}

static void
on_notify_cb (GString    *names,
              GParamSpec *pspec)
{
  g_string_append (names, pspec->name);
  g_string_append_c (names, ' ');
}

static void
assert_update (AcEnvironment *environment,
               const char    *text,
               const char    *notified)
{
  AcEnvironment *fresh = create (text);
  g_autoptr (GString) names = g_string_new (NULL);
  gulong handler = g_signal_connect_swapped (environment, "notify", G_CALLBACK (on_notify_cb), names);

  g_assert_cmpint (ac_environment_update (environment, fresh), ==, *notified != '\0');
  g_assert_cmpstr (names->str, ==, notified);
  g_signal_handler_disconnect (environment, handler);
  g_assert_finalize_object (fresh);
}

static void
test_update (void)
{
  AcEnvironment *environment = create (PUBLIC);

  assert_update (environment, PUBLIC, "");
  assert_update (environment,
                 "{\"cloud_name\":\"harbor\",\"name\":\"Harbor\",\"enabled\":false,\"id\":\"5d1c\",\"api_access_keys\":[],"
                 "\"created_at\":\"2026-02-11T09:14:52Z\",\"updated_at\":\"2026-03-12T09:14:52Z\",\"custom_attributes\":null}",
                 "name cloud-name enabled enabled-keys updated-at custom-attributes ");
  g_assert_cmpstr (ac_environment_get_search_text (environment), ==, "harbor\nharbor\n5d1c");
  g_assert_cmpuint (ac_environment_get_custom_attributes (environment)->len, ==, 0);

  assert_update (environment, DETAILED ("\"Tests\"", "\"fixed\"", "\"eu\"", "2"),
                 "name cloud-name enabled description folder-mode storage-location support-options updated-at ");
  g_assert_cmpint (g_date_time_to_unix (ac_environment_get_updated_at (environment)), ==, 1770887692);
  g_assert_cmpstr (ac_environment_get_search_text (environment), ==, "harbor staging\nharbor-staging\n5d1c");

  /* The public API doesn't tell these. */
  assert_update (environment, PUBLIC, "enabled-keys custom-attributes ");
  g_assert_cmpstr (ac_environment_get_description (environment), ==, "Tests");
  g_assert_cmpint (ac_environment_get_folder_mode (environment), ==, AC_FOLDER_MODE_FIXED);
  g_assert_cmpint (ac_environment_get_storage_location (environment), ==, AC_STORAGE_LOCATION_EUROPE);
  g_assert_cmpint (ac_environment_get_support_options (environment), ==, 2);

  assert_update (environment, DETAILED ("\"\"", "\"fixed\"", "\"eu\"", "2"), "enabled-keys description custom-attributes ");

  g_assert_finalize_object (environment);
}

static void
test_folder_mode (void)
{
  AcEnvironment *environment = create (PUBLIC);
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect_swapped (environment, "notify", G_CALLBACK (on_notify_cb), names);
  ac_environment_set_folder_mode (environment, AC_FOLDER_MODE_UNKNOWN);
  ac_environment_set_folder_mode (environment, AC_FOLDER_MODE_DYNAMIC);
  ac_environment_set_folder_mode (environment, AC_FOLDER_MODE_DYNAMIC);
  g_assert_cmpstr (names->str, ==, "folder-mode ");
  g_assert_finalize_object (environment);
}

static void
test_search_text (void)
{
  AcEnvironment *environment = create ("{\"id\":\"AB\",\"name\":\"Straße\",\"cloud_name\":\"Öl\",\"enabled\":true}");

  g_assert_cmpstr (ac_environment_get_search_text (environment), ==, "strasse\nöl\nab");
  g_assert_true (ac_environment_get_search_text (environment) == ac_environment_get_search_text (environment));
  g_assert_finalize_object (environment);
}

static void
test_properties (void)
{
  AcEnvironment *environment = create (DETAILED ("\"Tests\"", "\"fixed\"", "\"eu\"", "2"));
  g_autofree char *id = NULL, *name = NULL, *cloud_name = NULL, *description = NULL;
  gboolean enabled;
  AcFolderMode mode;
  AcStorageLocation location;
  int options;
  guint keys;
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (GDateTime) updated = NULL;
  g_autoptr (GPtrArray) attributes = NULL;

  g_object_get (environment,
                "id", &id, "name", &name, "cloud-name", &cloud_name, "description", &description,
                "enabled", &enabled, "folder-mode", &mode, "storage-location", &location,
                "support-options", &options, "enabled-keys", &keys,
                "created-at", &created, "updated-at", &updated, "custom-attributes", &attributes,
                NULL);
  g_assert_cmpstr (id, ==, "5d1c");
  g_assert_cmpstr (name, ==, "Harbor Staging");
  g_assert_cmpstr (cloud_name, ==, "harbor-staging");
  g_assert_cmpstr (description, ==, "Tests");
  g_assert_true (enabled);
  g_assert_cmpint (mode, ==, AC_FOLDER_MODE_FIXED);
  g_assert_cmpint (location, ==, AC_STORAGE_LOCATION_EUROPE);
  g_assert_cmpint (options, ==, 2);
  g_assert_cmpuint (keys, ==, 0);
  g_assert_true (created == ac_environment_get_created_at (environment));
  g_assert_true (updated == ac_environment_get_updated_at (environment));
  g_assert_true (attributes == ac_environment_get_custom_attributes (environment));
  g_assert_finalize_object (environment);
}

static void
assert_body (JsonNode   *node,
             const char *expected)
{
  g_autoptr (JsonNode) owned = node;
  g_autofree char *text = json_to_string (owned, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_patches (void)
{
  AcEnvironment *environment = create (PUBLIC);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) broken = g_ptr_array_new ();
  g_autoptr (AcCustomAttribute) attribute = ac_custom_attribute_new ("a", "{not json", FALSE);
  g_autoptr (AcCustomAttribute) copy = ac_custom_attribute_copy (attribute);

  assert_body (ac_environment_build_text_patch ("name", "R&D \"1\""), "{\"name\":\"R&D \\\"1\\\"\"}");
  assert_body (ac_environment_build_enabled_patch (FALSE), "{\"enabled\":false}");
  assert_body (ac_environment_build_enabled_patch (TRUE), "{\"enabled\":true}");
  assert_body (ac_environment_build_attributes_patch (none), "{\"custom_attributes\":{}}");

  /* What was no string goes back as what it was. */
  assert_body (ac_environment_build_attributes_patch (ac_environment_get_custom_attributes (environment)),
               "{\"custom_attributes\":{\"team\":\"harbor\",\"floor\":3,\"tags\":[\"a\",\"b\"],\"none\":null}}");

  g_ptr_array_add (broken, copy);
  assert_body (ac_environment_build_attributes_patch (broken), "{\"custom_attributes\":{\"a\":\"{not json\"}}");
  g_assert_finalize_object (environment);
}

static void
test_words (void)
{
  g_assert_cmpstr (ac_folder_mode_get_word (AC_FOLDER_MODE_FIXED), ==, "fixed");
  g_assert_cmpstr (ac_folder_mode_get_word (AC_FOLDER_MODE_DYNAMIC), ==, "dynamic");
  g_assert_null (ac_folder_mode_get_word (AC_FOLDER_MODE_UNKNOWN));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/environment/public", test_public);
  g_test_add_func ("/environment/details", test_details);
  g_test_add_func ("/environment/little", test_little);
  g_test_add_func ("/environment/refused", test_refused);
  g_test_add_func ("/environment/update", test_update);
  g_test_add_func ("/environment/folder-mode", test_folder_mode);
  g_test_add_func ("/environment/search-text", test_search_text);
  g_test_add_func ("/environment/properties", test_properties);
  g_test_add_func ("/environment/patches", test_patches);
  g_test_add_func ("/environment/words", test_words);

  return g_test_run ();
}
