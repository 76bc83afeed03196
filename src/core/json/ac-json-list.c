/* ac-json-list.c: a long list, one element after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-json"

#include "config.h"

#include <string.h>

#include "ac-error.h"
#include "ac-json-scan-private.h"
#include "ac-json.h"

/* The tree of 10,000 elements costs more to build and to free than its elements one by one, whose memory is used again:
 * 95 ms against 50 ms (measured with json-glib 1.6). So each is parsed alone, and many by several threads. */
#define ELEMENTS_A_THREAD 1000
#define MAX_THREADS 4

typedef struct
{
  char *start;
  char *end;
} Element;

/* How all elements are read; nobody changes it meanwhile. */
typedef struct
{
  AcJsonSecrets secrets;
  AcJsonItemFunc func;
  gpointer user_data;
} Reader;

/* Some elements in a row, which one thread reads. */
typedef struct
{
  const Reader *reader;
  const Element *elements;
  guint n_elements;
  GPtrArray *items;
  GError *error; /* (nullable): at the first element that isn't as it should be */
} Part;

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer is not JSON");

  return FALSE;
}

/* Behind the opening bracket of the list that is the value of @member; %NULL when there is none. @text has been scanned. */
static char *
find_list (char       *text,
           const char *end,
           const char *member)
{
  gsize length = strlen (member);
  guint depth = 0;

  for (char *at = text; at < end;)
    {
      char *start = at;

      at = ac_json_skip (at, &depth);
      if (*start != '"' || depth != 1 ||
          (gsize) (at - start) != length + 2 || memcmp (start + 1, member, length) != 0)
        continue;

      at = ac_json_skip_space (at, end);
      if (at == end || *at != ':')
        continue;
      at = ac_json_skip_space (at + 1, end);
      if (at < end && *at == '[')
        return at + 1;
    }

  return NULL;
}

/* From behind the opening bracket to the closing one. Brackets are balanced, so there always is something before @end. */
static GArray *
find_elements (char        *list,
               const char  *end,
               char       **closing,
               GError     **error)
{
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (Element));
  char *at = ac_json_skip_space (list, end);
  gboolean after_comma = FALSE;

  while (*at == '{')
    {
      Element element = { at, NULL };
      guint depth = 0;

      do
        at = ac_json_skip (at, &depth);
      while (depth > 0);
      element.end = at;
      g_array_append_val (elements, element);
      after_comma = FALSE;

      at = ac_json_skip_space (at, end);
      if (*at == ']')
        break;
      if (*at != ',')
        {
          fail (error);
          return NULL;
        }
      at = ac_json_skip_space (at + 1, end);
      after_comma = TRUE;
    }

  if (*at != ']' || after_comma)
    {
      g_set_error_literal (error, AC_ERROR, AC_ERROR_BAD_RESPONSE, "The answer has something else in the place of an object");
      return NULL;
    }

  *closing = at;

  return g_steal_pointer (&elements);
}

static gpointer
read_element (const Reader   *reader,
              JsonParser     *parser,
              const Element  *element,
              GError        **error)
{
  JsonNode *root;
  gpointer item;

  /* The parser's own error is dropped: it may quote what it read. */
  if (!json_parser_load_from_data (parser, element->start, element->end - element->start, NULL))
    {
      fail (error);
      return NULL;
    }

  root = json_parser_get_root (parser);
  item = reader->func (root, reader->user_data, error);
  if (reader->secrets == AC_JSON_SECRETS_KEEP)
    ac_json_wipe_secrets (root);

  return item;
}

static gpointer
read_part (gpointer data)
{
  Part *self = data;
  g_autoptr (JsonParser) parser = json_parser_new ();

  for (guint i = 0; i < self->n_elements; i++)
    {
      gpointer item = read_element (self->reader, parser, &self->elements[i], &self->error);

      if (item == NULL)
        break;
      g_ptr_array_add (self->items, item);
    }

  return NULL;
}

static guint
count_threads (guint n_elements)
{
  return CLAMP (n_elements / ELEMENTS_A_THREAD, 1, MIN (g_get_num_processors (), MAX_THREADS));
}

/* The first part is for this thread. */
static GPtrArray *
read_elements (const Reader    *reader,
               GArray          *elements,
               GDestroyNotify   item_destroy,
               GError         **error)
{
  guint n_parts = count_threads (elements->len);
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (elements->len, item_destroy);
  Part parts[MAX_THREADS] = { { NULL } };
  GThread *threads[MAX_THREADS];
  GError *problem = NULL;

  for (guint i = 0; i < n_parts; i++)
    {
      guint first = (guint) ((guint64) elements->len * i / n_parts);

      parts[i].reader = reader;
      parts[i].elements = (const Element *) (gpointer) elements->data + first;
      parts[i].n_elements = (guint) ((guint64) elements->len * (i + 1) / n_parts) - first;
      parts[i].items = g_ptr_array_new_full (parts[i].n_elements, item_destroy);
      if (i > 0)
        threads[i] = g_thread_new ("json", read_part, &parts[i]);
    }
  read_part (&parts[0]);

  for (guint i = 0; i < n_parts; i++)
    {
      if (i > 0)
        g_thread_join (threads[i]);
      g_ptr_array_extend_and_steal (items, parts[i].items);
      if (problem == NULL)
        problem = g_steal_pointer (&parts[i].error);
      g_clear_error (&parts[i].error);
    }

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }

  return g_steal_pointer (&items);
}

/* What is around the list has to be JSON as well, and to have no second list under that name. */
static gboolean
check_rest (const char  *text,
            gsize        length,
            const char  *member,
            GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = NULL;
  JsonArray *list = NULL;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return fail (error);
  if (!ac_json_node_get_object (json_parser_get_root (parser), &object, error) ||
      !ac_json_get_array (object, member, AC_JSON_REQUIRED, &list, error))
    return FALSE;

  return json_array_get_length (list) == 0 || fail (error);
}

/**
 * ac_json_parse_list:
 * @text: an answer, UTF-8; it is overwritten
 * @length: its bytes
 * @secrets: what to do with the values of the members that hold secrets; trees that kept them are wiped after @func
 * @member: the member of the answer that is the list
 * @func: (scope call): makes an item of each element, in any thread and several at a time
 * @user_data: for @func
 * @item_destroy: frees an item
 *
 * Parses a whole answer that is an object with a list of objects in it. Does what ac_json_parse() does, but the
 * tree of an element is gone when its item is made.
 *
 * Returns: (transfer full): the items, in order; on failure %NULL with %AC_ERROR_BAD_RESPONSE, or what @func said
 */
GPtrArray *
ac_json_parse_list (char            *text,
                    gsize            length,
                    AcJsonSecrets    secrets,
                    const char      *member,
                    AcJsonItemFunc   func,
                    gpointer         user_data,
                    GDestroyNotify   item_destroy,
                    GError         **error)
{
  Reader reader = { secrets, func, user_data };
  g_autoptr (GArray) elements = NULL;
  g_autoptr (GPtrArray) items = NULL;
  char *closing;
  char *list;

  if (!ac_json_check (text, length, secrets, error))
    return NULL;

  list = find_list (text, text + length, member);
  if (list == NULL)
    {
      check_rest (text, length, member, error);
      return NULL;
    }

  elements = find_elements (list, text + length, &closing, error);
  if (elements == NULL)
    return NULL;
  items = read_elements (&reader, elements, item_destroy, error);
  if (items == NULL)
    return NULL;

  memmove (list, closing, length - (gsize) (closing - text));
  if (!check_rest (text, length - (gsize) (closing - list), member, error))
    return NULL;

  return g_steal_pointer (&items);
}
