/* ac-mock-authority.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-mock-authority.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "org.freedesktop.PolicyKit1"
#define ACTION AC_BASE_ID ".show-secrets"

struct _AcMockAuthority
{
  GDBusConnection *connection;
  guint registration;
  AcMockAnswer answer;
  gboolean installed;
  GDBusMethodInvocation *open; /* (nullable): waits for an answer that doesn't come */
  char *cancellation_id;
  guint n_asked;
  guint n_cancelled;
};

static const char introspection[] =
  "<node><interface name='" NAME ".Authority'>"
  "<method name='EnumerateActions'><arg type='s' direction='in'/><arg type='a(ssssssuuua{ss})' direction='out'/></method>"
  "<method name='CheckAuthorization'><arg type='(sa{sv})' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{ss}' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='(bba{ss})' direction='out'/></method>"
  "<method name='CancelCheckAuthorization'><arg type='s' direction='in'/></method>"
  "</interface></node>";

/* Field 22 of /proc/PID/stat (proc(5)). */
static guint64
get_start_time (void)
{
  g_autofree char *stat = NULL;
  g_auto(GStrv) fields = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL));
  fields = g_strsplit (strrchr (stat, ')') + 2, " ", -1);

  return g_ascii_strtoull (fields[19], NULL, 10);
}

static void
assert_subject (GVariant *subject)
{
  g_autoptr(GVariant) details = NULL;
  const char *kind;
  guint32 pid;
  gint32 uid;
  guint64 start_time;

  g_variant_get (subject, "(&s@a{sv})", &kind, &details);
  g_assert_cmpstr (kind, ==, "unix-process");
  g_assert_true (g_variant_lookup (details, "pid", "u", &pid));
  g_assert_cmpuint (pid, ==, getpid ());
  g_assert_true (g_variant_lookup (details, "start-time", "t", &start_time));
  g_assert_cmpuint (start_time, ==, get_start_time ());
  g_assert_true (g_variant_lookup (details, "uid", "i", &uid));
  g_assert_cmpint (uid, ==, (int) getuid ());
}

static void
list_actions (AcMockAuthority       *self,
              GDBusMethodInvocation *invocation)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssssssuuua{ss})"));
  g_variant_builder_add (&builder, "(ssssssuuu@a{ss})", "org.example.other", "", "", "", "", "", 0, 0, 0,
                         g_variant_new ("a{ss}", NULL));
  if (self->installed)
    g_variant_builder_add (&builder, "(ssssssuuu@a{ss})", ACTION, "", "", "", "", "", 5, 5, 7, g_variant_new ("a{ss}", NULL));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a(ssssssuuua{ss}))", &builder));
}

static void
answer (GDBusMethodInvocation *invocation,
        gboolean               allowed,
        gboolean               challenge,
        gboolean               dismissed)
{
  GVariantBuilder details;

  g_variant_builder_init (&details, G_VARIANT_TYPE ("a{ss}"));
  if (dismissed)
    g_variant_builder_add (&details, "{ss}", "polkit.dismissed", "true");
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("((bba{ss}))", allowed, challenge, &details));
}

static void
check (AcMockAuthority       *self,
       GVariant              *parameters,
       GDBusMethodInvocation *invocation)
{
  g_autoptr(GVariant) subject = NULL;
  g_autoptr(GVariant) details = NULL;
  const char *action, *cancellation_id;
  guint32 flags;

  g_variant_get (parameters, "(@(sa{sv})&s@a{ss}u&s)", &subject, &action, &details, &flags, &cancellation_id);
  assert_subject (subject);
  g_assert_cmpstr (action, ==, ACTION);
  /* Only trusted callers may send details (polkit's CheckAuthorization); and somebody may be asked. */
  g_assert_cmpuint (g_variant_n_children (details), ==, 0);
  g_assert_cmpuint (flags, ==, 1);
  self->n_asked++;

  switch (self->answer)
    {
    case AC_MOCK_ANSWER_ALLOWED:
      answer (invocation, TRUE, FALSE, FALSE);
      break;

    case AC_MOCK_ANSWER_REFUSED:
      answer (invocation, FALSE, FALSE, FALSE);
      break;

    case AC_MOCK_ANSWER_DISMISSED:
      answer (invocation, FALSE, FALSE, TRUE);
      break;

    case AC_MOCK_ANSWER_NO_AGENT:
      answer (invocation, FALSE, TRUE, FALSE);
      break;

    case AC_MOCK_ANSWER_NONE:
      g_assert_null (self->open);
      self->open = invocation;
      self->cancellation_id = g_strdup (cancellation_id);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
cancel (AcMockAuthority       *self,
        GVariant              *parameters,
        GDBusMethodInvocation *invocation)
{
  const char *id;

  g_variant_get (parameters, "(&s)", &id);
  g_assert_cmpstr (id, ==, self->cancellation_id);
  self->n_cancelled++;
  g_dbus_method_invocation_return_dbus_error (g_steal_pointer (&self->open), NAME ".Error.Cancelled", "cancelled");
  g_clear_pointer (&self->cancellation_id, g_free);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
on_method_call_cb (GDBusConnection       *connection,
                   const char            *sender,
                   const char            *path,
                   const char            *interface,
                   const char            *method,
                   GVariant              *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer               user_data)
{
  AcMockAuthority *self = user_data;

  if (g_str_equal (method, "EnumerateActions"))
    list_actions (self, invocation);
  else if (g_str_equal (method, "CheckAuthorization"))
    check (self, parameters, invocation);
  else
    cancel (self, parameters, invocation);
}

AcMockAuthority *
ac_mock_authority_new (AcPrivateBus *bus)
{
  static const GDBusInterfaceVTable vtable = { on_method_call_cb };
  AcMockAuthority *self = g_new0 (AcMockAuthority, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, &error);

  g_assert_no_error (error);
  self->installed = TRUE;
  self->connection = ac_private_bus_connect (bus);
  self->registration = g_dbus_connection_register_object (self->connection, "/org/freedesktop/PolicyKit1/Authority",
                                                          node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  ac_bus_own_name (self->connection, NAME);

  return self;
}

void
ac_mock_authority_free (AcMockAuthority *self)
{
  g_dbus_connection_unregister_object (self->connection, self->registration);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_clear_object (&self->open);
  g_free (self->cancellation_id);
  g_free (self);
}

void
ac_mock_authority_set_answer (AcMockAuthority *self,
                              AcMockAnswer     value)
{
  self->answer = value;
}

void
ac_mock_authority_set_installed (AcMockAuthority *self,
                                 gboolean         installed)
{
  self->installed = installed;
}

guint
ac_mock_authority_get_n_asked (AcMockAuthority *self)
{
  return self->n_asked;
}

guint
ac_mock_authority_get_n_cancelled (AcMockAuthority *self)
{
  return self->n_cancelled;
}
