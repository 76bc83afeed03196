/* test-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-error.h"
#include "ac-json.h"

static JsonNode *
parse (const char     *text,
       AcJsonSecrets   secrets,
       GError        **error)
{
  g_autofree char *copy = g_strdup (text);

  return ac_json_parse (copy, strlen (copy), secrets, error);
}

static JsonObject *
parse_object (const char  *text,
              JsonNode   **root)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = NULL;

  *root = parse (text, AC_JSON_SECRETS_DROP, &error);
  g_assert_no_error (error);
  g_assert_true (ac_json_node_get_object (*root, &object, &error));
  g_assert_no_error (error);

  return object;
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "", " ", "\n\t", "null", "true", "1", "\"text\"",
    "{", "}", "[}", "{\"a\":1", "{\"a\":}", "{\"a\" 1}", "[1,]x", "{\"a\":\"b}", "{\"a\":\"b\\\"}",
    "<html></html>", "{'a':1}", "/* [ */ {}", "{} // {", "[1] [2", "[1] [2]", "{} 1", "\xff\xfe", "{\"a\":\"\xff\"}",
    "{\"a\":NaN}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = parse (texts[i], AC_JSON_SECRETS_DROP, &error);

      g_test_message ("text %u", i);
      g_assert_null (root);
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static void
test_no_body (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ac_json_parse (NULL, 0, AC_JSON_SECRETS_DROP, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
}

static void
test_nul_byte (void)
{
  char text[] = "{\"a\":1}\0{";
  g_autoptr (GError) error = NULL;

  g_assert_null (ac_json_parse (text, sizeof text - 1, AC_JSON_SECRETS_DROP, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
}

static void
test_depth (void)
{
  static const guint too_deep[] = { AC_JSON_MAX_DEPTH + 1, 1000, 100000 };
  g_autofree char *deepest = nest (AC_JSON_MAX_DEPTH);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (deepest, AC_JSON_SECRETS_DROP, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);

  for (guint i = 0; i < G_N_ELEMENTS (too_deep); i++)
    {
      g_autofree char *text = nest (too_deep[i]);
      g_autoptr (GError) problem = NULL;

      g_assert_null (parse (text, AC_JSON_SECRETS_DROP, &problem));
      g_assert_error (problem, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

static void
test_brackets_in_strings (void)
{
  g_autoptr (JsonNode) root = NULL;
  const char *text = NULL;
  JsonObject *object = parse_object ("{\"a\":\"[[{\\\"}\\\\\"}", &root);

  g_assert_true (ac_json_get_string (object, "a", AC_JSON_REQUIRED, &text, NULL));
  g_assert_cmpstr (text, ==, "[[{\"}\\");
}

static void
test_secrets_dropped (void)
{
  char text[] = "{\"keys\":[{\"key\":\"1\",\"secret\":\"top-1\\\"x\"},{\"api_secret\" : \"top-2\",\"name\":\"secret\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = ac_json_parse (text, strlen (text), AC_JSON_SECRETS_DROP, &error);
  g_autofree char *left = NULL;

  g_assert_no_error (error);
  g_assert_null (strstr (text, "top-"));

  left = json_to_string (root, FALSE);
  g_assert_null (strstr (left, "top-"));
  g_assert_nonnull (strstr (left, "\"key\":\"1\""));
  g_assert_nonnull (strstr (left, "\"name\":\"secret\""));
}

static void
test_secrets_kept_and_wiped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse ("{\"keys\":[{\"secret\":\"top\"}],\"secret\":{\"secret\":1}}", AC_JSON_SECRETS_KEEP, &error);
  JsonArray *keys = NULL;
  JsonObject *object = NULL;
  const char *secret = NULL;

  g_assert_no_error (error);
  g_assert_true (ac_json_node_get_object (root, &object, &error));
  g_assert_true (ac_json_get_array (object, "keys", AC_JSON_REQUIRED, &keys, &error));
  g_assert_true (ac_json_node_get_object (json_array_get_element (keys, 0), &object, &error));
  g_assert_true (ac_json_get_string (object, "secret", AC_JSON_REQUIRED, &secret, &error));
  g_assert_cmpstr (secret, ==, "top");

  ac_json_wipe_secrets (root);
  g_assert_cmpmem (secret, 4, "\0\0\0\0", 4);
  ac_json_wipe_secrets (NULL);
}

static void
assert_bad (gboolean  ok,
            GError   *error,
            const char *name)
{
  g_assert_false (ok);
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
  g_assert_nonnull (strstr (error->message, name));
  g_error_free (error);
}

#define assert_getter_fails(getter, object, name, flags, out)            \
  G_STMT_START                                                           \
    {                                                                    \
      GError *getter_error = NULL;                                       \
      gboolean getter_ok = getter (object, name, flags, out, &getter_error); \
                                                                         \
      assert_bad (getter_ok, getter_error, name);                        \
    }                                                                    \
  G_STMT_END

static void
test_strings (void)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object ("{\"text\":\"a\",\"none\":null,\"number\":1,\"map\":{},\"list\":[]}", &root);
  const char *text = "before";

  g_assert_true (ac_json_get_string (object, "text", AC_JSON_REQUIRED, &text, NULL));
  g_assert_cmpstr (text, ==, "a");

  text = "before";
  g_assert_true (ac_json_get_string (object, "missing", AC_JSON_OPTIONAL, &text, NULL));
  g_assert_true (ac_json_get_string (object, "none", AC_JSON_NULLABLE, &text, NULL));
  g_assert_true (ac_json_get_string (object, "none", AC_JSON_REQUIRED | AC_JSON_NULLABLE, &text, NULL));
  g_assert_cmpstr (text, ==, "before");

  assert_getter_fails (ac_json_get_string, object, "missing", AC_JSON_REQUIRED, &text);
  assert_getter_fails (ac_json_get_string, object, "none", AC_JSON_REQUIRED, &text);
  assert_getter_fails (ac_json_get_string, object, "none", AC_JSON_OPTIONAL, &text);
  assert_getter_fails (ac_json_get_string, object, "number", AC_JSON_OPTIONAL, &text);
  assert_getter_fails (ac_json_get_string, object, "map", AC_JSON_OPTIONAL, &text);
  assert_getter_fails (ac_json_get_string, object, "list", AC_JSON_NULLABLE, &text);
  g_assert_cmpstr (text, ==, "before");
}

static void
test_numbers (void)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object ("{\"int\":-5,\"big\":3000000000,\"half\":1.5,\"text\":\"1\",\"yes\":true}", &root);
  gint64 number = 0;
  guint count = 7;

  g_assert_true (ac_json_get_int (object, "int", AC_JSON_REQUIRED, &number, NULL));
  g_assert_cmpint (number, ==, -5);
  assert_getter_fails (ac_json_get_int, object, "half", AC_JSON_REQUIRED, &number);
  assert_getter_fails (ac_json_get_int, object, "text", AC_JSON_REQUIRED, &number);
  assert_getter_fails (ac_json_get_int, object, "yes", AC_JSON_REQUIRED, &number);

  assert_getter_fails (ac_json_get_uint, object, "int", AC_JSON_REQUIRED, &count);
  assert_getter_fails (ac_json_get_uint, object, "big", AC_JSON_REQUIRED, &count);
  g_assert_true (ac_json_get_uint (object, "missing", AC_JSON_OPTIONAL, &count, NULL));
  g_assert_cmpuint (count, ==, 7);
}

static void
test_booleans (void)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object ("{\"yes\":true,\"no\":false,\"text\":\"true\",\"number\":1}", &root);
  gboolean value = FALSE;

  g_assert_true (ac_json_get_bool (object, "yes", AC_JSON_REQUIRED, &value, NULL));
  g_assert_true (value);
  g_assert_true (ac_json_get_bool (object, "no", AC_JSON_REQUIRED, &value, NULL));
  g_assert_false (value);
  assert_getter_fails (ac_json_get_bool, object, "text", AC_JSON_REQUIRED, &value);
  assert_getter_fails (ac_json_get_bool, object, "number", AC_JSON_REQUIRED, &value);
}

static void
test_containers (void)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object ("{\"map\":{\"a\":1},\"list\":[1,2],\"text\":\"\",\"none\":null}", &root);
  JsonObject *map = NULL;
  JsonArray *list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ac_json_get_object (object, "map", AC_JSON_REQUIRED, &map, NULL));
  g_assert_cmpuint (json_object_get_size (map), ==, 1);
  g_assert_true (ac_json_get_array (object, "list", AC_JSON_REQUIRED, &list, NULL));
  g_assert_cmpuint (json_array_get_length (list), ==, 2);

  assert_getter_fails (ac_json_get_object, object, "list", AC_JSON_REQUIRED, &map);
  assert_getter_fails (ac_json_get_object, object, "none", AC_JSON_REQUIRED, &map);
  assert_getter_fails (ac_json_get_array, object, "map", AC_JSON_REQUIRED, &list);
  assert_getter_fails (ac_json_get_array, object, "text", AC_JSON_NULLABLE, &list);

  g_assert_false (ac_json_node_get_object (json_array_get_element (list, 0), &map, &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
}

static void
test_datetimes (void)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object ("{\"z\":\"2026-02-11T09:14:52Z\",\"offset\":\"2026-02-11T11:14:52+02:00\","
                                     "\"bare\":\"2026-02-11T09:14:52\",\"word\":\"yesterday\",\"number\":1,\"none\":null}",
                                     &root);
  static const char * const names[] = { "z", "offset", "bare" };
  GDateTime *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GDateTime) moment = NULL;

      g_assert_true (ac_json_get_datetime (object, names[i], AC_JSON_REQUIRED, &moment, NULL));
      g_assert_cmpint (g_date_time_to_unix (moment), ==, 1770801292);
    }

  g_assert_true (ac_json_get_datetime (object, "none", AC_JSON_NULLABLE, &none, NULL));
  g_assert_null (none);
  assert_getter_fails (ac_json_get_datetime, object, "word", AC_JSON_REQUIRED, &none);
  assert_getter_fails (ac_json_get_datetime, object, "number", AC_JSON_REQUIRED, &none);
}

static void
test_words (void)
{
  static const AcJsonWord words[] = { { "one", 1 }, { "two", 2 }, { NULL, 0 } };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = parse_object ("{\"known\":\"two\",\"new\":\"three\",\"number\":1}", &root);
  int value = 0;

  g_assert_true (ac_json_get_word (object, "new", AC_JSON_REQUIRED, words, &value, NULL));
  g_assert_cmpint (value, ==, 0);
  g_assert_true (ac_json_get_word (object, "known", AC_JSON_REQUIRED, words, &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_false (ac_json_get_word (object, "number", AC_JSON_REQUIRED, words, &value, NULL));
}

static void
test_error_details (void)
{
  g_autoptr (GError) answer = ac_error_new_for_answer (AC_ERROR_CONFLICT, 409, "taken %s", "abc");
  g_autoptr (GError) copy = g_error_copy (answer);
  g_autoptr (GError) plain = g_error_new (AC_ERROR, AC_ERROR_NETWORK, "no route");
  g_autoptr (GError) foreign = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_assert_cmpuint (ac_error_get_http_status (copy), ==, 409);
  g_assert_cmpstr (ac_error_get_server_message (copy), ==, "taken %s");
  g_assert_cmpstr (ac_error_get_request_id (copy), ==, "abc");

  g_assert_cmpuint (ac_error_get_http_status (plain), ==, 0);
  g_assert_null (ac_error_get_server_message (plain));
  ac_error_set_answer (plain, 200, "def");
  g_assert_cmpstr (ac_error_get_request_id (plain), ==, "def");

  g_assert_null (ac_error_get_request_id (foreign));
  g_assert_cmpuint (ac_error_get_http_status (NULL), ==, 0);
}

static gpointer
describe_element (JsonNode  *element,
                  gpointer   user_data,
                  GError   **error)
{
  const char *refused = user_data;
  JsonObject *object;
  const char *text = NULL;

  g_assert_true (ac_json_node_get_object (element, &object, error));
  if (!ac_json_get_string (object, "id", AC_JSON_REQUIRED, &text, error))
    return NULL;
  if (g_strcmp0 (text, refused) == 0)
    {
      g_set_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "refused %s", text);
      return NULL;
    }

  return g_strdup_printf ("%s;%s", text, json_object_get_string_member_with_default (object, "secret", ""));
}

/* Returns what was seen, one element after the other, or NULL with @error set. @refused: (nullable): an id. */
static char *
read_list (const char     *text,
           AcJsonSecrets   secrets,
           const char     *refused,
           GError        **error)
{
  /* No byte more than the text, so that a look behind its end is found out. */
  gsize length = strlen (text);
  g_autofree char *copy = g_memdup2 (text, length);
  g_autoptr (GPtrArray) items = NULL;

  items = ac_json_parse_list (copy, length, secrets, "list", describe_element, (gpointer) refused, g_free, error);
  if (items == NULL)
    return NULL;

  g_ptr_array_add (items, NULL);

  return g_strjoinv ("", (char **) items->pdata);
}

static void
test_list (void)
{
  static const struct
  {
    const char *text;
    const char *seen;
  } cases[] = {
    { "{\"list\":[]}", "" },
    { " { \"list\" : [ ] , \"next\" : null } ", "" },
    { "{\"list\":[{\"id\":\"a\"}]}", "a;" },
    { "{\"a\":{\"list\":[{\"id\":\"no\"}]},\n\"list\":\t[ {\"id\":\"a\",\"x\":[[{}],\"]\"]} ,\r\n{\"id\":\"}\\\"{\"} ],\"b\":[1,2]}", "a;}\"{;" },
    { "{\"x\":\"list\",\"list\":[{\"id\":\"list\"}]}", "list;" },
    { "{\"list\":[{\"id\":\"a\",\"secret\":\"xyz\"}]}", "a;***" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *seen = read_list (cases[i].text, AC_JSON_SECRETS_DROP, NULL, &error);

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      g_assert_cmpstr (seen, ==, cases[i].seen);
    }
}

static void
test_list_refused (void)
{
  static const char * const texts[] = {
    "", "[]", "{}", "null", "{\"other\":[]}", "{\"list\":null}", "{\"list\":{}}", "{\"list\":1}",
    "{\"list\":[1]}", "{\"list\":[null]}", "{\"list\":[[]]}", "{\"list\":[\"a\"]}",
    "{\"list\":[,]}", "{\"list\":[{\"id\":\"a\"},]}", "{\"list\":[{\"id\":\"a\"}{\"id\":\"b\"}]}",
    "{\"list\":[{\"id\":\"a\"}:{\"id\":\"b\"}]}", "{\"list\":[{\"id\" \"a\"}]}", "{\"list\":[{]}]}", "{\"list\":[}]",
    "{\"list\":[{\"id\":\"a\"}}}", "{\"list\":[{\"id\":\"a\"}", "{\"list\":[{\"id\":\"a\"}] \"x\"}", "{\"list\":[] 1}",
    "{\"list\":[{\"id\":\"a\"}],\"list\":[{\"id\":\"b\"}]}", "{\"l\\u0069st\":[{\"id\":\"a\"}]}", "{\"list\":[{\"id\":1}]}",
    "{\"list\":[{\"id\":\"a\"}]} {}", "{\"list\":[{\"id\":\"\xff\"}]}", "{\"list\":[{\"id\":\"a\"}],\"x\":\"\xff\"}", "{\"list\"}",
    "{\"list\":", "{\"list\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *seen = read_list (texts[i], AC_JSON_SECRETS_DROP, NULL, &error);

      g_test_message ("text %u", i);
      g_assert_null (seen);
      g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
    }
}

/* As many as several threads read: in order, and the first bad one is what is told. */
static void
test_long_list (void)
{
  g_autoptr (GString) text = g_string_new ("{\"list\":[");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (text, "%s{\"id\":\"%u\"}", i > 0 ? "," : "", i);
      g_string_append_printf (expected, "%u;", i);
    }
  g_string_append (text, "]}");

  seen = read_list (text->str, AC_JSON_SECRETS_DROP, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, expected->str);

  g_assert_null (read_list (text->str, AC_JSON_SECRETS_DROP, "4000", &error));
  g_assert_error (error, AC_ERROR, AC_ERROR_BAD_RESPONSE);
  g_assert_cmpstr (error->message, ==, "refused 4000");
}

static void
test_list_keeps_secrets (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = read_list ("{\"list\":[{\"id\":\"a\",\"secret\":\"xyz\"}]}", AC_JSON_SECRETS_KEEP, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, "a;xyz");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/no-body", test_no_body);
  g_test_add_func ("/json/nul-byte", test_nul_byte);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/brackets-in-strings", test_brackets_in_strings);
  g_test_add_func ("/json/secrets/dropped", test_secrets_dropped);
  g_test_add_func ("/json/secrets/kept-and-wiped", test_secrets_kept_and_wiped);
  g_test_add_func ("/json/list/read", test_list);
  g_test_add_func ("/json/list/refused", test_list_refused);
  g_test_add_func ("/json/list/long", test_long_list);
  g_test_add_func ("/json/list/keeps-secrets", test_list_keeps_secrets);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/booleans", test_booleans);
  g_test_add_func ("/json/containers", test_containers);
  g_test_add_func ("/json/datetimes", test_datetimes);
  g_test_add_func ("/json/words", test_words);
  g_test_add_func ("/json/error-details", test_error_details);

  return g_test_run ();
}
