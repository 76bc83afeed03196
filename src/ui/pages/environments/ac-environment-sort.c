/* ac-environment-sort.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-sort"

#include "config.h"

#include "ac-environment-sort.h"

typedef struct
{
  gint64 number;
  guint32 name_rank;
  guint32 index;
} Numbered;

static gint64
get_folder_mode_number (AcEnvironment *environment)
{
  /* As the words are sorted: Dynamic, Fixed, and at the end what isn't known. */
  switch (ac_environment_get_folder_mode (environment))
    {
    case AC_FOLDER_MODE_DYNAMIC:
      return 0;

    case AC_FOLDER_MODE_FIXED:
      return 1;

    case AC_FOLDER_MODE_UNKNOWN:
    default:
      return 2;
    }
}

static gint64
get_number (AcEnvironment     *environment,
            AcEnvironmentSort  sort)
{
  GDateTime *created;

  switch (sort)
    {
    case AC_ENVIRONMENT_SORT_FOLDER_MODE:
      return get_folder_mode_number (environment);

    case AC_ENVIRONMENT_SORT_KEYS:
      return ac_environment_get_enabled_keys (environment);

    case AC_ENVIRONMENT_SORT_CREATED:
      created = ac_environment_get_created_at (environment);
      return created != NULL ? g_date_time_to_unix (created) : 0;

    case AC_ENVIRONMENT_SORT_STATUS:
      return ac_environment_get_enabled (environment) ? 0 : 1;

    case AC_ENVIRONMENT_SORT_NAME:
    case AC_ENVIRONMENT_SORT_CLOUD_NAME:
    default:
      g_return_val_if_reached (0);
    }
}

static int
compare_numbered (gconstpointer a,
                  gconstpointer b)
{
  const Numbered *first = a;
  const Numbered *second = b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;

  return first->name_rank < second->name_rank ? -1 : 1;
}

/* Where the numbers are the same the names ascend, in both directions. */
static void
sort_by_number (AcEnvironmentIndex *index,
                AcEnvironmentSort   sort,
                gboolean            descending,
                GArray             *sorted)
{
  const guint32 *ranks = ac_environment_order_ranks (ac_environment_index_get_order (index), AC_ENVIRONMENT_ORDER_NAME);
  guint n = sorted->len;
  g_autofree Numbered *numbered = g_new (Numbered, n);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = get_number (ac_environment_index_get_record (index, i)->environment, sort);

      numbered[i] = (Numbered) { descending ? -number : number, ranks[i], i };
    }

  qsort (numbered, n, sizeof (Numbered), compare_numbered);
  for (guint i = 0; i < n; i++)
    g_array_index (sorted, guint32, i) = numbered[i].index;
}

static void
sort_by_text (AcEnvironmentIndex     *index,
              AcEnvironmentOrderKind  kind,
              gboolean                descending,
              GArray                 *sorted)
{
  const guint32 *order = ac_environment_order_peek (ac_environment_index_get_order (index), kind);
  guint n = sorted->len;

  for (guint i = 0; i < n; i++)
    g_array_index (sorted, guint32, i) = descending ? order[n - 1 - i] : order[i];
}

/**
 * ac_environment_sort_index:
 * @index: environments
 * @sort: what to sort by
 * @descending: whether the largest comes first
 * @sorted: (element-type guint32): is filled with the indexes of all environments in that order
 */
void
ac_environment_sort_index (AcEnvironmentIndex *index,
                           AcEnvironmentSort   sort,
                           gboolean            descending,
                           GArray             *sorted)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_INDEX (index));

  g_array_set_size (sorted, ac_environment_index_get_n_all (index));
  switch (sort)
    {
    case AC_ENVIRONMENT_SORT_NAME:
      sort_by_text (index, AC_ENVIRONMENT_ORDER_NAME, descending, sorted);
      break;

    case AC_ENVIRONMENT_SORT_CLOUD_NAME:
      sort_by_text (index, AC_ENVIRONMENT_ORDER_CLOUD_NAME, descending, sorted);
      break;

    case AC_ENVIRONMENT_SORT_FOLDER_MODE:
    case AC_ENVIRONMENT_SORT_KEYS:
    case AC_ENVIRONMENT_SORT_CREATED:
    case AC_ENVIRONMENT_SORT_STATUS:
    default:
      sort_by_number (index, sort, descending, sorted);
      break;
    }
}
