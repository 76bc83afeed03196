/* ac-sandbox-bulk.c: many environments, users and groups, for tests of scale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ac-sandbox-roles.h"
#include "ac-sandbox-seed-private.h"
#include "ac-sandbox-time.h"

/* Its own sequence: the demo account's ids stay the same with and without bulk data. */
#define SEED G_GUINT64_CONSTANT (0x62756c6b)
#define DAY_SECONDS (24 * 60 * 60)
/* Creations are spread over the time from 2019-01-01 to 2026-10-31. */
#define FIRST_TIME G_GINT64_CONSTANT (1546300800)
#define LAST_TIME G_GINT64_CONSTANT (1793404800)

static const char *const brands[] = {
  "Alpenglow", "Brightwater", "Cedar & Sons", "Dunmore", "Eastfield", "Fjällräven Lab", "Greystone", "Harbor", "Ironbridge",
  "Juniper", "Kestrel", "Lindqvist", "Maison Éclat", "Northwind", "Oakhurst", "Pemberton", "Quarry", "Rosedale", "Silverline",
  "Tidewater", "Umbra", "Valençay", "Westerly", "Xenia", "Yarrow", "Zürich Mode", "Ågård", "Bluebird", "Copperfield", "Drifters",
};
static const char *const purposes[] = {
  "Web", "Shop", "Mobile App", "Marketing", "Newsroom", "Catalogue", "Social", "Partner Portal", "Campaigns", "Archive", "Video", "Events",
};
static const char *const markets[] = {
  "Nordics", "DACH", "France", "Iberia", "Italy", "UK & Ireland", "Benelux", "Poland", "Türkiye", "US", "Canada", "Brasil", "México",
  "Japan", "Korea", "Australia", "India", "MENA",
};
static const char *const stages[] = { "", "", "", " Staging", " Test" };
static const char *const locations[] = { "us", "us", "eu", "ap" };

/* A name and how it is written in an address. */
typedef struct
{
  const char *name;
  const char *ascii;
} Name;

static const Name first_names[] = {
  { "Anna", "anna" }, { "Björn", "bjoern" }, { "Carla", "carla" }, { "Dāvis", "davis" }, { "Elena", "elena" }, { "François", "francois" },
  { "Gülşen", "gulsen" }, { "Hans", "hans" }, { "Ines", "ines" }, { "João", "joao" }, { "Kari", "kari" }, { "Łucja", "lucja" },
  { "Mohammed", "mohammed" }, { "Noa", "noa" }, { "Olga", "olga" }, { "Pablo", "pablo" }, { "Quentin", "quentin" }, { "Rania", "rania" },
  { "Søren", "soren" }, { "Tomáš", "tomas" }, { "Uma", "uma" }, { "Vera", "vera" }, { "Wanjiru", "wanjiru" }, { "Xin", "xin" },
  { "Yusuf", "yusuf" }, { "Zoë", "zoe" }, { "Aiko", "aiko" }, { "Bram", "bram" }, { "Chidi", "chidi" },
};
static const Name last_names[] = {
  { "Andersen", "andersen" }, { "Bjørnstad", "bjornstad" }, { "Castro", "castro" }, { "De Vries", "devries" }, { "Eriksson", "eriksson" },
  { "Fernández", "fernandez" }, { "García", "garcia" }, { "Hoffmann", "hoffmann" }, { "Ivanova", "ivanova" }, { "Jansen", "jansen" },
  { "Kowalski", "kowalski" }, { "López", "lopez" }, { "Müller", "mueller" }, { "Nowak", "nowak" }, { "O'Neill", "oneill" },
  { "Petrov", "petrov" }, { "Quiñones", "quinones" }, { "Rossi", "rossi" }, { "Sato", "sato" }, { "Tremblay", "tremblay" },
  { "Ueda", "ueda" }, { "Virtanen", "virtanen" }, { "Wang", "wang" }, { "Yılmaz", "yilmaz" }, { "Žukauskas", "zukauskas" },
  { "Abebe", "abebe" }, { "Bianchi", "bianchi" }, { "Cohen", "cohen" }, { "Dlamini", "dlamini" }, { "El-Sayed", "elsayed" }, { "Fukuda", "fukuda" },
};
static const char *const teams[] = {
  "Photo desk", "Editors", "Design", "Video", "Agencies", "E-commerce", "Press", "Research & Development", "Store staff", "Translators", "Platform",
};
/* As many as a company has of each: by AcSandboxRole, out of twenty. There are no Master admins among them. */
static const AcSandboxRole role_deck[] = {
  AC_SANDBOX_ROLE_ADMIN, AC_SANDBOX_ROLE_TECHNICAL_ADMIN, AC_SANDBOX_ROLE_TECHNICAL_ADMIN, AC_SANDBOX_ROLE_BILLING, AC_SANDBOX_ROLE_REPORTS,
  AC_SANDBOX_ROLE_REPORTS, AC_SANDBOX_ROLE_MEDIA_LIBRARY_ADMIN, AC_SANDBOX_ROLE_MEDIA_LIBRARY_ADMIN, AC_SANDBOX_ROLE_MEDIA_LIBRARY_ADMIN,
  AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER,
  AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER,
  AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER,
};

#define PICK(state, table) ((table)[ac_sandbox_random_below ((state)->random, G_N_ELEMENTS (table))])

/* One in @n. */
static gboolean
draw_one_in (AcSandboxState *state,
             guint           n)
{
  return ac_sandbox_random_below (state->random, n) == 0;
}

/* The time of the creation of number @i of @n: in order, as that of the list is the order of creation. */
static char *
format_creation (guint i,
                 guint n)
{
  return ac_sandbox_time_format (FIRST_TIME + (LAST_TIME - FIRST_TIME) * i / n);
}

/* Letters and digits of ASCII and hyphens, with the number that makes it the only one. */
static char *
make_cloud_name (const char *name,
                 guint       number)
{
  GString *slug = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (slug, g_ascii_tolower (*c));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && (*c == ' ' || *c == '-'))
      g_string_append_c (slug, '-');
  if (slug->len == 0 || !g_ascii_isalpha (slug->str[0]))
    g_string_prepend_c (slug, 'e');
  g_string_append_printf (slug, "-%u", number + 1);

  return g_string_free (slug, FALSE);
}

/* A drawn id of which the first digits are the place of number @i among @n. Rows that are written in the order of
 * their ids go to the end of their index, where there is nothing to search: that halves the time of a big account. */
static char *
draw_ordered_id (AcSandboxState *state,
                 guint           i,
                 guint           n,
                 guint           digits)
{
  g_autofree char *rest = ac_sandbox_random_hex (state->random, digits - 8);
  guint32 place = (guint32) ((G_GUINT64_CONSTANT (0xffffffff) * i + ac_sandbox_random_below (state->random, G_MAXUINT32)) / n);

  return g_strdup_printf ("%08x%s", place, rest);
}

/* The same of an access key: 15 digits, the first one not 0. Each environment has room for two of them. */
static char *
draw_ordered_key (AcSandboxState *state,
                  guint           i,
                  guint           n)
{
  guint64 room = G_GUINT64_CONSTANT (900000000000000) / n;
  guint64 draw = ac_sandbox_random_next (state->random) % room;

  return g_strdup_printf ("%" G_GUINT64_FORMAT, G_GUINT64_CONSTANT (100000000000000) + room * i + draw);
}

static gboolean
add_keys (AcSandboxState  *state,
          guint            number,
          guint            n,
          const char      *environment_id,
          const char      *created_at,
          GError         **error)
{
  g_autofree char *first = draw_ordered_key (state, 2 * number, 2 * n);
  g_autofree char *second = NULL;
  AcSandboxSeedKey key = {
    .name = "Root",
    .key = first,
    .environment_id = environment_id,
    .enabled = TRUE,
    .root = TRUE,
    .created_at = created_at,
  };

  if (!ac_sandbox_seed_add_access_key (state, &key, error))
    return FALSE;
  if (!draw_one_in (state, 8))
    return TRUE;

  second = draw_ordered_key (state, 2 * number + 1, 2 * n);
  key.name = "CI deployments";
  key.key = second;
  key.root = FALSE;
  key.enabled = !draw_one_in (state, 4);

  return ac_sandbox_seed_add_access_key (state, &key, error);
}

/* Each draw has a statement of its own: the order of a call's arguments is the compiler's, and the draws must not be. */
static gboolean
add_environment (AcSandboxState  *state,
                 guint            number,
                 guint            n,
                 GError         **error)
{
  const char *brand = PICK (state, brands);
  const char *purpose = PICK (state, purposes);
  const char *market = PICK (state, markets);
  const char *stage = PICK (state, stages);
  const char *location = PICK (state, locations);
  const char *mode = draw_one_in (state, 5) ? "fixed" : "dynamic";
  const char *attributes = draw_one_in (state, 4) ? "{\"origin\":\"bulk\"}" : NULL;
  gint64 enabled = !draw_one_in (state, 9);
  gint64 assets = ac_sandbox_random_below (state->random, draw_one_in (state, 3) ? 60000 : 900);
  g_autofree char *id = draw_ordered_id (state, number, n, 30);
  g_autofree char *created_at = format_creation (number, n);
  g_autofree char *name = g_strconcat (brand, " ", purpose, " ", market, stage, NULL);
  g_autofree char *cloud_name = make_cloud_name (name, number);
  g_autofree char *description = NULL;

  if (draw_one_in (state, 2))
    description = g_strdup_printf ("%s of %s for %s", purpose, brand, market);

  return ac_sandbox_store_run (state->store, error,
                               "INSERT INTO environments (id, name, cloud_name, enabled, description, folder_mode, storage_location,"
                               " asset_count, custom_attributes, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "sssisssisss", id, name, cloud_name, enabled, description != NULL ? description : "",
                               mode, location, assets, attributes, created_at, created_at) &&
         add_keys (state, number, n, id, created_at, error);
}

static gboolean
add_environments (AcSandboxState  *state,
                  guint            n,
                  GError         **error)
{
  for (guint i = 0; i < n; i++)
    if (!add_environment (state, i, n, error))
      return FALSE;

  return TRUE;
}

/* Ids of up to @limit rows of a table of ours. */
static GStrv
load_ids (AcSandboxState  *state,
          const char      *sql,
          gint64           limit,
          GError         **error)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(AcSandboxRows) rows = ac_sandbox_store_query (state->store, error, sql, "i", limit);
  g_autoptr(GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (ac_sandbox_rows_next (rows, &local))
    g_strv_builder_add (ids, ac_sandbox_rows_get_text (rows, 0));
  if (local == NULL)
    return g_strv_builder_end (ids);

  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* NULL for who is pending, and for some of the others. */
static char *
draw_login (AcSandboxState *state,
            gboolean        pending)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint days = ac_sandbox_random_below (state->random, draw_one_in (state, 5) ? 500 : 30);
  guint seconds = ac_sandbox_random_below (state->random, 3600);

  if (draw_one_in (state, 50) || pending)
    return NULL;

  return ac_sandbox_time_format (now - (gint64) days * DAY_SECONDS - seconds);
}

static gboolean
add_user (AcSandboxState  *state,
          guint            number,
          guint            n,
          const char      *id,
          gboolean         all_environments,
          GError         **error)
{
  const Name *first = &PICK (state, first_names);
  const Name *last = &PICK (state, last_names);
  AcSandboxRole role = PICK (state, role_deck);
  gboolean pending = draw_one_in (state, 20);
  gboolean disabled = draw_one_in (state, 25);
  gboolean two_factor = !draw_one_in (state, 4);
  gboolean by_google = draw_one_in (state, 10);
  g_autofree char *name = g_strconcat (first->name, " ", last->name, NULL);
  g_autofree char *email = g_strdup_printf ("%s.%s.%u@example.org", first->ascii, last->ascii, number + 1);
  g_autofree char *created_at = format_creation (number, n);
  g_autofree char *last_login = draw_login (state, pending);
  const AcSandboxSeedUser user = {
    .id = id,
    .name = name,
    .email = email,
    .role = ac_sandbox_role_names[role],
    .pending = pending,
    .enabled = !disabled,
    .all_environments = all_environments,
    .two_factor = two_factor && !pending,
    .providers = by_google ? "[\"google\"]" : "[]",
    .created_at = created_at,
    .last_login = last_login,
  };

  return ac_sandbox_seed_add_user (state, &user, error);
}

static gboolean
add_users (AcSandboxState  *state,
           guint            n,
           GError         **error)
{
  g_auto(GStrv) environment_ids = NULL;
  guint n_environments;

  if (n == 0)
    return TRUE;
  environment_ids = load_ids (state, "SELECT id FROM environments ORDER BY seq LIMIT ?", 1000, error);
  if (environment_ids == NULL)
    return FALSE;
  n_environments = g_strv_length (environment_ids);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = draw_ordered_id (state, i, n, 30);
      guint n_limited = draw_one_in (state, 3) ? 1 + ac_sandbox_random_below (state->random, 4) : 0;

      if (!add_user (state, i, n, id, n_limited == 0, error))
        return FALSE;
      for (guint j = 0; j < n_limited; j++)
        if (!ac_sandbox_seed_add_access (state, id, environment_ids[ac_sandbox_random_below (state->random, n_environments)], error))
          return FALSE;
    }

  return TRUE;
}

/* The first of a name has no number. */
static char *
make_group_name (guint number)
{
  guint n_names = G_N_ELEMENTS (markets) * G_N_ELEMENTS (teams);
  const char *market = markets[number % G_N_ELEMENTS (markets)];
  const char *team = teams[number / G_N_ELEMENTS (markets) % G_N_ELEMENTS (teams)];

  if (number < n_names)
    return g_strdup_printf ("%s %s", team, market);

  return g_strdup_printf ("%s %s %u", team, market, number / n_names + 1);
}

static gboolean
add_groups (AcSandboxState  *state,
            guint            n,
            GError         **error)
{
  g_auto(GStrv) user_ids = NULL;
  guint n_users;

  if (n == 0)
    return TRUE;
  user_ids = load_ids (state, "SELECT id FROM users ORDER BY seq DESC LIMIT ?", 10000, error);
  if (user_ids == NULL)
    return FALSE;
  n_users = g_strv_length (user_ids);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = ac_sandbox_random_hex (state->random, 30);
      g_autofree char *name = make_group_name (i);
      g_autofree char *created_at = format_creation (i, n);
      guint n_members = ac_sandbox_random_below (state->random, 12);

      if (!ac_sandbox_seed_add_group (state, id, name, created_at, error))
        return FALSE;
      for (guint j = 0; j < n_members; j++)
        if (!ac_sandbox_seed_add_member (state, id, user_ids[ac_sandbox_random_below (state->random, n_users)], error))
          return FALSE;
    }

  return TRUE;
}

/**
 * ac_sandbox_seed_bulk:
 * @state: the program's state, with an account
 * @options: how many of each
 * @error: return location for an error
 *
 * Writes that many environments, users and groups besides what is there: the same ones at each start.
 *
 * Returns: whether they were written
 */
gboolean
ac_sandbox_seed_bulk (AcSandboxState          *state,
                      const AcSandboxOptions  *options,
                      GError                 **error)
{
  g_autoptr(AcSandboxRandom) random = ac_sandbox_random_new_seeded (SEED);
  AcSandboxRandom *own = state->random;
  gboolean ok;

  state->random = random;
  ok = add_environments (state, options->n_environments, error) &&
       add_users (state, options->n_users, error) &&
       add_groups (state, options->n_groups, error);
  state->random = own;

  return ok;
}
