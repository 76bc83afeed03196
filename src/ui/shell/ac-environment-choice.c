/* ac-environment-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-environment-choice"

#include "config.h"

#include "ac-environment-choice.h"

#include "ac-account-settings.h"
#include "ac-compat.h"

struct _AcEnvironmentChoice
{
  GObject parent_instance;

  AcAccount *account;          /* (nullable) (owned) */
  AcAccountSettings *settings; /* (nullable) (owned): of the account */
  AcEnvironment *environment;  /* (nullable) (owned) */
  char *id;                    /* (nullable): what this window showed last; another one may have chosen since */
  GSignalGroup *collection_signals;
  GCancellable *loading;       /* (nullable) (owned): of our own load */
};

G_DEFINE_FINAL_TYPE (AcEnvironmentChoice, ac_environment_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_ENVIRONMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static AcCollection *
get_collection (AcEnvironmentChoice *self)
{
  return AC_COLLECTION (ac_account_get_environments (self->account));
}

static AcEnvironment *
lookup (AcEnvironmentChoice *self,
        const char          *id)
{
  return id != NULL ? ac_collection_lookup (get_collection (self), id) : NULL;
}

static gboolean
comes_before (AcEnvironment *environment,
              AcEnvironment *other)
{
  gboolean enabled = ac_environment_get_enabled (environment);

  if (enabled != ac_environment_get_enabled (other))
    return enabled;

  /* The search text begins with the casefolded name: of very many environments that is much quicker than collation. */
  return strcmp (ac_environment_get_search_text (environment), ac_environment_get_search_text (other)) < 0;
}

/* By name, a disabled one only when there is no other. */
static AcEnvironment *
find_first (AcEnvironmentChoice *self)
{
  GListModel *model = G_LIST_MODEL (get_collection (self));
  guint n_items = g_list_model_get_n_items (model);
  AcEnvironment *first = NULL;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(AcEnvironment) environment = g_list_model_get_item (model, i);

      /* The collection holds it. */
      if (first == NULL || comes_before (environment, first))
        first = environment;
    }

  return first;
}

static AcEnvironment *
find_best (AcEnvironmentChoice *self)
{
  g_autofree char *remembered = ac_account_settings_dup_environment (self->settings);
  AcEnvironment *environment = lookup (self, self->id);

  if (environment == NULL)
    environment = lookup (self, remembered);

  return environment != NULL ? environment : find_first (self);
}

static void
set_environment (AcEnvironmentChoice *self,
                 AcEnvironment       *environment)
{
  if (!g_set_object (&self->environment, environment))
    return;

  if (environment != NULL)
    g_set_str (&self->id, ac_environment_get_id (environment));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
}

/* What came or went may be the choice, or be a better one than none. */
static void
on_collection_changed_cb (AcEnvironmentChoice *self)
{
  /* Before the first list is there one new environment may be. */
  if (ac_collection_get_loaded_at (get_collection (self)) == NULL)
    return;

  if (self->environment != NULL && lookup (self, ac_environment_get_id (self->environment)) == self->environment)
    return;

  set_environment (self, find_best (self));
}

static void
ac_environment_choice_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  AcEnvironmentChoice *self = AC_ENVIRONMENT_CHOICE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_ENVIRONMENT:
      g_value_set_object (value, self->environment);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_choice_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  AcEnvironmentChoice *self = AC_ENVIRONMENT_CHOICE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      ac_environment_choice_set_account (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_environment_choice_dispose (GObject *object)
{
  AcEnvironmentChoice *self = AC_ENVIRONMENT_CHOICE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->collection_signals);
  g_clear_object (&self->environment);
  g_clear_object (&self->settings);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (ac_environment_choice_parent_class)->dispose (object);
}

static void
ac_environment_choice_finalize (GObject *object)
{
  g_free (AC_ENVIRONMENT_CHOICE (object)->id);

  G_OBJECT_CLASS (ac_environment_choice_parent_class)->finalize (object);
}

static void
ac_environment_choice_class_init (AcEnvironmentChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ac_environment_choice_get_property;
  object_class->set_property = ac_environment_choice_set_property;
  object_class->dispose = ac_environment_choice_dispose;
  object_class->finalize = ac_environment_choice_finalize;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, AC_TYPE_ACCOUNT,
                         (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_ENVIRONMENT] =
    g_param_spec_object ("environment", NULL, NULL, AC_TYPE_ENVIRONMENT,
                         (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_environment_choice_init (AcEnvironmentChoice *self)
{
  self->collection_signals = g_signal_group_new (AC_TYPE_COLLECTION);
  g_signal_group_connect_swapped (self->collection_signals, "items-changed",
                                  G_CALLBACK (on_collection_changed_cb), self);
  g_signal_group_connect_swapped (self->collection_signals, "notify::loaded-at",
                                  G_CALLBACK (on_collection_changed_cb), self);
}

/**
 * ac_environment_choice_new:
 *
 * Returns: (transfer full): a choice among nothing yet
 */
AcEnvironmentChoice *
ac_environment_choice_new (void)
{
  return g_object_new (AC_TYPE_ENVIRONMENT_CHOICE, NULL);
}

/**
 * ac_environment_choice_get_account:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): the account of the window
 */
AcAccount *
ac_environment_choice_get_account (AcEnvironmentChoice *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_CHOICE (self), NULL);

  return self->account;
}

/**
 * ac_environment_choice_set_account:
 * @self: a choice
 * @account: (nullable): the account of the window
 *
 * Chooses among the environments of @account from now on. When it is the same account with another key, the choice stays.
 */
void
ac_environment_choice_set_account (AcEnvironmentChoice *self,
                                   AcAccount           *account)
{
  gboolean is_same;

  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (self));
  g_return_if_fail (account == NULL || AC_IS_ACCOUNT (account));

  if (self->account == account)
    return;

  is_same = self->account != NULL && account != NULL &&
            g_str_equal (ac_account_get_id (self->account), ac_account_get_id (account));
  if (!is_same)
    g_clear_pointer (&self->id, g_free);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_signal_group_set_target (self->collection_signals, NULL);
  set_environment (self, NULL);

  g_set_object (&self->account, account);
  g_clear_object (&self->settings);
  if (account != NULL)
    {
      self->settings = ac_account_settings_get (ac_account_get_id (account));
      g_signal_group_set_target (self->collection_signals, get_collection (self));
      on_collection_changed_cb (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * ac_environment_choice_get_environment:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): the environment; %NULL while the list isn't there, or when there is none
 */
AcEnvironment *
ac_environment_choice_get_environment (AcEnvironmentChoice *self)
{
  g_return_val_if_fail (AC_IS_ENVIRONMENT_CHOICE (self), NULL);

  return self->environment;
}

/**
 * ac_environment_choice_set_environment:
 * @self: a choice with an account
 * @environment: one of its environments
 *
 * Chooses @environment, for this window and for the next time.
 */
void
ac_environment_choice_set_environment (AcEnvironmentChoice *self,
                                       AcEnvironment       *environment)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (self));
  g_return_if_fail (AC_IS_ENVIRONMENT (environment));
  g_return_if_fail (self->account != NULL);
  g_return_if_fail (lookup (self, ac_environment_get_id (environment)) == environment);

  ac_account_settings_set_environment (self->settings, ac_environment_get_id (environment));
  set_environment (self, environment);
}

/**
 * ac_environment_choice_copy:
 * @self: a choice
 * @other: the choice of another window
 *
 * Chooses what @other does now. Each goes its own way afterwards.
 */
void
ac_environment_choice_copy (AcEnvironmentChoice *self,
                            AcEnvironmentChoice *other)
{
  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (self));
  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (other));

  ac_environment_choice_set_account (self, other->account);
  g_set_str (&self->id, other->id);
  set_environment (self, other->environment);
}

/**
 * ac_environment_choice_dup_recents:
 * @self: a choice
 *
 * Returns: (transfer full) (element-type AcEnvironment): the environments that were chosen before in any window and still are
 *   there, the last one first
 */
GPtrArray *
ac_environment_choice_dup_recents (AcEnvironmentChoice *self)
{
  g_autoptr(GPtrArray) recents = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) ids = NULL;

  g_return_val_if_fail (AC_IS_ENVIRONMENT_CHOICE (self), NULL);

  if (self->settings != NULL)
    ids = ac_account_settings_dup_recent_environments (self->settings);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      AcEnvironment *environment = lookup (self, ids[i]);

      if (environment != NULL)
        g_ptr_array_add (recents, g_object_ref (environment));
    }

  return g_steal_pointer (&recents);
}

/**
 * ac_environment_choice_load:
 * @self: a choice
 *
 * For who shows the choice and has no list of its own: loads the account's environments unless they are there or on their way.
 */
void
ac_environment_choice_load (AcEnvironmentChoice *self)
{
  AcCollection *collection;

  g_return_if_fail (AC_IS_ENVIRONMENT_CHOICE (self));

  if (self->account == NULL)
    return;

  collection = get_collection (self);
  if (ac_collection_get_loaded_at (collection) != NULL ||
      ac_collection_get_state (collection) == AC_COLLECTION_STATE_LOADING)
    return;

  if (self->loading == NULL)
    self->loading = g_cancellable_new ();
  ac_collection_load_async (collection, self->loading, NULL, NULL);
}
