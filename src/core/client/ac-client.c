/* ac-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ac-client"

#include "config.h"

#include "ac-account-url.h"
#include "ac-client-private.h"
#include "ac-core-enums.h"
#include "ac-error.h"

#define TIMEOUT_SECONDS 30
#define IDLE_TIMEOUT_SECONDS 60
#define MAX_CONNECTIONS 8
#define RETRY_BASE_MILLISECONDS 1000
#define MAX_TRIES 3

enum
{
  PROP_0,
  PROP_HOST,
  PROP_STATE,
  PROP_RETRY_SECONDS,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AcClient, ac_client, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GUri) uri = g_uri_parse (host, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) address = NULL;
  const char *name = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (name == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (name, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (name);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* The message of the cause names the place of the mistake and quotes nothing. */
static void
check_host (AcClient *self)
{
  g_autoptr (GError) cause = NULL;
  char *normal = ac_account_url_check_host (self->host, &cause);

  if (normal == NULL)
    {
      gboolean insecure = g_error_matches (cause, AC_ACCOUNT_URL_ERROR, AC_ACCOUNT_URL_ERROR_INSECURE);

      self->refusal = g_error_new (AC_ERROR, insecure ? AC_ERROR_INSECURE : AC_ERROR_NETWORK,
                                   "Nothing is sent to this address: %s", cause->message);
      return;
    }

  g_free (self->host);
  self->host = normal;
  self->on_loopback = is_loopback (normal);
}

static void
on_network_changed_cb (AcClient *self,
                       gboolean  available)
{
  if (self->on_loopback || self->refusal != NULL)
    return;

  if (!available)
    ac_client_note_failure (self);
  else if (self->reached == AC_CONNECTION_STATE_OFFLINE)
    ac_client_start_probe (self);
}

static void
ac_client_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  AcClient *self = AC_CLIENT (object);

  switch (prop_id)
    {
    case PROP_HOST:
      self->host = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_client_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  AcClient *self = AC_CLIENT (object);

  switch (prop_id)
    {
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_RETRY_SECONDS:
      g_value_set_uint (value, self->retry_seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ac_client_constructed (GObject *object)
{
  AcClient *self = AC_CLIENT (object);

  G_OBJECT_CLASS (ac_client_parent_class)->constructed (object);

  check_host (self);
  ac_client_set_network_monitor (self, g_network_monitor_get_default ());
}

static void
ac_client_dispose (GObject *object)
{
  AcClient *self = AC_CLIENT (object);

  ac_client_stop_probe (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->session);
  g_clear_pointer (&self->credentials, ac_credentials_unref);

  G_OBJECT_CLASS (ac_client_parent_class)->dispose (object);
}

static void
ac_client_finalize (GObject *object)
{
  AcClient *self = AC_CLIENT (object);

  g_clear_error (&self->refusal);
  g_ptr_array_unref (self->waiting);
  g_free (self->host);

  G_OBJECT_CLASS (ac_client_parent_class)->finalize (object);
}

static void
ac_client_class_init (AcClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ac_client_set_property;
  object_class->get_property = ac_client_get_property;
  object_class->constructed = ac_client_constructed;
  object_class->dispose = ac_client_dispose;
  object_class->finalize = ac_client_finalize;

  properties[PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       AC_TYPE_CONNECTION_STATE, AC_CONNECTION_STATE_CONNECTING, flags);
  properties[PROP_RETRY_SECONDS] =
    g_param_spec_uint ("retry-seconds", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ac_client_init (AcClient *self)
{
  self->max_tries = MAX_TRIES;
  self->retry_base = RETRY_BASE_MILLISECONDS;
  self->waiting = g_ptr_array_new ();
}

/*< private >
 * ac_client_set_state:
 * @self: a client
 * @state: what is to be seen
 * @retry_seconds: how long the next try is off, 0: none waits
 *
 * Changes the two properties and notifies about what changed, when both are right.
 */
void
ac_client_set_state (AcClient          *self,
                     AcConnectionState  state,
                     guint              retry_seconds)
{
  gboolean state_changed = self->state != state;
  gboolean seconds_changed = self->retry_seconds != retry_seconds;

  self->state = state;
  self->retry_seconds = retry_seconds;

  if (seconds_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_SECONDS]);
  if (state_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/*< private >
 * ac_client_set_retry_base:
 * @self: a client
 * @milliseconds: the delay before the second try
 *
 * Makes everything that waits wait shorter. For tests.
 */
void
ac_client_set_retry_base (AcClient *self,
                          guint     milliseconds)
{
  g_return_if_fail (AC_IS_CLIENT (self));

  self->retry_base = milliseconds;
}

/*< private >
 * ac_client_set_network_monitor:
 * @self: a client
 * @monitor: what knows about the network
 *
 * Follows another monitor than the system's. For tests.
 */
void
ac_client_set_network_monitor (AcClient        *self,
                               GNetworkMonitor *monitor)
{
  g_return_if_fail (AC_IS_CLIENT (self));
  g_return_if_fail (G_IS_NETWORK_MONITOR (monitor));

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);

  g_set_object (&self->monitor, monitor);
  g_signal_connect_object (monitor, "network-changed",
                           G_CALLBACK (on_network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ac_client_create_session:
 *
 * Makes a session as every account has its own: no authentication manager (it would use one account's credentials for
 * another, style.md 5.8), no cookies, and a time limit.
 *
 * Returns: (transfer full): the session
 */
SoupSession *
ac_client_create_session (void)
{
  SoupSession *session;

  session = soup_session_new_with_options ("user-agent", "AccountConsole/" AC_VERSION,
                                           "timeout", TIMEOUT_SECONDS,
                                           "idle-timeout", IDLE_TIMEOUT_SECONDS,
                                           "max-conns-per-host", MAX_CONNECTIONS,
                                           "max-conns", MAX_CONNECTIONS,
                                           NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  return session;
}

/**
 * ac_client_new:
 * @host: where the service is: `https://api.cloudinary.com`; plain http is refused but for this computer
 * @credentials: the account key
 * @session: (nullable): a session of ac_client_create_session(), for this client alone
 *
 * Makes the client of one account. Nothing is sent yet. To an address that isn't secure nothing will ever be:
 * each fetch then fails with %AC_ERROR_INSECURE. A service on this computer is never asked through a proxy.
 *
 * Returns: (transfer full): the client
 */
AcClient *
ac_client_new (const char    *host,
               AcCredentials *credentials,
               SoupSession   *session)
{
  AcClient *self;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (credentials != NULL, NULL);
  g_return_val_if_fail (session == NULL || SOUP_IS_SESSION (session), NULL);

  self = g_object_new (AC_TYPE_CLIENT, "host", host, NULL);
  self->credentials = ac_credentials_ref (credentials);
  self->session = session != NULL ? g_object_ref (session) : ac_client_create_session ();
  /* A proxy may be another machine, and http:// hides nothing from it. The desktop's list of exceptions may be empty. */
  if (self->on_loopback)
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

/**
 * ac_client_set_max_tries:
 * @self: a client
 * @max_tries: how often, 1: never again
 *
 * Says how often a request that may be repeated is sent at most.
 */
void
ac_client_set_max_tries (AcClient *self,
                         guint     max_tries)
{
  g_return_if_fail (AC_IS_CLIENT (self));
  g_return_if_fail (max_tries > 0);

  self->max_tries = max_tries;
}

/**
 * ac_client_get_host:
 * @self: a client
 *
 * Gives the address of the service, without a slash at its end.
 *
 * Returns: (transfer none): the address
 */
const char *
ac_client_get_host (AcClient *self)
{
  g_return_val_if_fail (AC_IS_CLIENT (self), NULL);

  return self->host;
}

/**
 * ac_client_get_credentials:
 * @self: a client
 *
 * Gives the account key.
 *
 * Returns: (transfer none): the credentials
 */
AcCredentials *
ac_client_get_credentials (AcClient *self)
{
  g_return_val_if_fail (AC_IS_CLIENT (self), NULL);

  return self->credentials;
}

/**
 * ac_client_get_state:
 * @self: a client
 *
 * Says how the connection is.
 *
 * Returns: the state
 */
AcConnectionState
ac_client_get_state (AcClient *self)
{
  g_return_val_if_fail (AC_IS_CLIENT (self), AC_CONNECTION_STATE_CONNECTING);

  return self->state;
}

/**
 * ac_client_get_retry_seconds:
 * @self: a client
 *
 * Says in how many seconds the first of the requests that wait is sent again.
 *
 * Returns: the seconds, 0 when none waits
 */
guint
ac_client_get_retry_seconds (AcClient *self)
{
  g_return_val_if_fail (AC_IS_CLIENT (self), 0);

  return self->retry_seconds;
}

/**
 * ac_client_retry_now:
 * @self: a client
 *
 * Sends everything that waits, now; and when the service is out of reach, asks at once whether it still is.
 */
void
ac_client_retry_now (AcClient *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_if_fail (AC_IS_CLIENT (self));

  tasks = g_ptr_array_copy (self->waiting, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (tasks, g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    ac_client_fetch_retry_now (g_ptr_array_index (tasks, i));

  if (self->reached == AC_CONNECTION_STATE_OFFLINE)
    ac_client_start_probe (self);
}
