/* ac-sandbox-decisions.h: every point that the wire reference marks as unconfirmed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The wire reference marks what no source says with [?]. What the sandbox does there stands here and nowhere
 * else, so that it can be changed when somebody has looked at the real service. The number is the section. */

/* 1.1: texts. Those without a [?] in the reference are not here but where they are used. */
#define AC_SANDBOX_TEXT_MALFORMED "Malformed request"
#define AC_SANDBOX_TEXT_NOT_JSON "The request body is not valid JSON, or it is nested too deeply, or it has too many values"
#define AC_SANDBOX_TEXT_NOT_OBJECT "The request body must be a JSON object"
#define AC_SANDBOX_TEXT_NOT_FORM "The request is not valid form data, or it has too many values"
#define AC_SANDBOX_TEXT_BODY_TYPE "The request body must be JSON or form data"
#define AC_SANDBOX_TEXT_TOO_LARGE "The request body is too large"
#define AC_SANDBOX_TEXT_MISSING "Missing required parameter - %s"
#define AC_SANDBOX_TEXT_INVALID "Invalid value for parameter %s: %s"
#define AC_SANDBOX_TEXT_FORBIDDEN "You are not allowed to perform this action"
#define AC_SANDBOX_TEXT_METHOD "Method not allowed"
#define AC_SANDBOX_TEXT_INTERNAL "Something went wrong"
#define AC_SANDBOX_TEXT_UNAVAILABLE "The service is temporarily unavailable"
#define AC_SANDBOX_TEXT_RATE_LIMIT "Too many requests. Try again in %u seconds"

/* 1.1: a right key with a wrong account id gets the answer of a wrong key, so that account ids can't be probed. */

/* 2.1: custom_attributes stands last and is absent while unset; `{}` unsets it. */
/* 2.3: the list is in the order of creation; more than 100 ids, or cloud_names, are refused. */
#define AC_SANDBOX_MAX_FILTER_VALUES 100

/* 2.4: display names have 1 to 255 characters and need not be unique. */
#define AC_SANDBOX_MAX_NAME 255
/* 2.4: the JSON text of an environment's custom attributes. */
#define AC_SANDBOX_MAX_ATTRIBUTES 16384
/* 2.4: `enabled` of a create request is honoured. */
/* 2.4: cloud names: 2 to 128 letters, digits, hyphens (help article 115001317409) and underscores (SDK
 * documentation), a letter first, not "-cld" last; kept as they were written, compared without case. */
#define AC_SANDBOX_MIN_CLOUD_NAME 2
#define AC_SANDBOX_MAX_CLOUD_NAME 128
#define AC_SANDBOX_TEXT_CLOUD_NAME_LENGTH "must have 2 to 128 characters"
#define AC_SANDBOX_TEXT_CLOUD_NAME_FIRST "must begin with a letter"
#define AC_SANDBOX_TEXT_CLOUD_NAME_CHARACTERS "may have letters, digits, hyphens and underscores only"
#define AC_SANDBOX_TEXT_CLOUD_NAME_CLD "must not end with -cld"
#define AC_SANDBOX_TEXT_CLOUD_NAME_TAKEN "cloud_name %s is already taken"
/* 2.4: a generated cloud name is the name with every run of other characters replaced by one hyphen; a number
 * from 2 on is added while the result is taken. */
#define AC_SANDBOX_GENERATED_CLOUD_NAME "environment"
/* 2.4: an unknown base_sub_account_id is 400: the OpenAPI lists no 404 for the call. The text is the one asserted by the Java SDK. */
#define AC_SANDBOX_TEXT_NO_BASE "cannot find sub account with id %s"
/* 2.4: like the text for users, which contains `max_users`. */
#define AC_SANDBOX_TEXT_MAX_ENVIRONMENTS "You have reached the maximum number of product environments (max_sub_accounts: %u)"
/* 2.5: an update's custom_attributes replaces the old object as a whole. */
/* 2.5, 2.6: from this many assets on an environment is neither renamed nor deleted; 400. */
#define AC_SANDBOX_MANY_ASSETS 1000
#define AC_SANDBOX_TEXT_RENAME_ASSETS "cloud_name can only be changed for product environments with fewer than 1000 assets"
#define AC_SANDBOX_TEXT_DELETE_ASSETS "Only product environments with fewer than 1000 assets can be deleted"
/* 2.6: an account keeps at least one environment. */
#define AC_SANDBOX_TEXT_DELETE_LAST "The last product environment of an account can't be deleted"

/* 3.2: keys are sorted by created_at unless sort_by says otherwise; a page has 20 keys, at most 100. */
#define AC_SANDBOX_PAGE_SIZE 20
#define AC_SANDBOX_MAX_PAGE_SIZE 100
#define AC_SANDBOX_MAX_PAGE 100
/* 3.2: names are unique within an environment, as delete-by-name needs it; there is no maximum number of keys. */
#define AC_SANDBOX_TEXT_KEY_NAME_TAKEN "An access key named %s already exists"
/* 3.2: a key without a name gets this one, with the lowest number that is free. */
#define AC_SANDBOX_GENERATED_KEY_NAME "Untitled %u"
/* 3.2: `[]` clears dedicated_for. */
/* 3.2: the root key and the last enabled key can be disabled, as in the console, but not deleted. */
#define AC_SANDBOX_TEXT_DELETE_ROOT_KEY "The root access key can't be deleted"
#define AC_SANDBOX_TEXT_DELETE_LAST_KEY "The last enabled access key can't be deleted"

/* Console 1.3: an account keeps a key that works. Names are unique, and a new key has a role: as the API keys of an
 * environment have. No key reads, makes or changes one that may more than itself. */
#define AC_SANDBOX_TEXT_DISABLE_LAST_ACCOUNT_KEY "The last enabled key of an account can't be disabled"

/* 4.1: `status` is `pending` or `active`, the two values that a client is known to send; `enabled` says the rest.
 * `technical_role` has no known values and is left out. A list has the same members as a single user. `groups` and
 * `providers` are there when empty, `last_login` and `sub_account_ids` are absent. A user who is limited to
 * environments that have been deleted has the `sub_account_ids` "". first_name is what stands before the first blank. */
/* 4.1: what the console's My Profile page has: the content of `email_preferences`. */
#define AC_SANDBOX_EMAIL_PREFERENCES \
  "{\"monthly_usage_report\":true,\"usage_alert\":false,\"usage_alert_percent\":90,\"product_news\":false}"
/* 4.2: who is created without a role gets the one with the fewest rights. */
#define AC_SANDBOX_DEFAULT_ROLE AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER
/* 4.2: an account keeps a Master admin who is enabled and not pending. That, and the root user, are refused with 400,
 * the only status of the call that means the request and not the key. */
#define AC_SANDBOX_TEXT_LAST_MASTER_ADMIN "The last enabled Master admin of an account can't be deleted, disabled or given another role"
#define AC_SANDBOX_TEXT_DELETE_ROOT_USER "The root user of an account can't be deleted"
/* 4.4: without sort_by the list is in the order of creation, newest first when sort_order says `desc`. `role` sorts
 * by its value, `status` puts active before pending, `activity` is last_login with "never" as the oldest. All
 * conditions are combined, `emails` too. Without `last_login` the range does nothing; `exclude` takes who is not
 * within it. Without a `page` all users are answered; a page has AC_SANDBOX_PAGE_SIZE, at most AC_SANDBOX_MAX_PAGE_SIZE. */
/* 4.4, 4.5: the text is that of the filter; environments of a new user that don't exist get the same answer. */
#define AC_SANDBOX_TEXT_NO_SUB_ACCOUNT "Cannot find sub account with id %s"
/* 4.5: names have 1 to 255 characters without control characters, addresses the ASCII form of RFC 5321. */
#define AC_SANDBOX_TEXT_CONTROL "must not have control characters"
#define AC_SANDBOX_TEXT_EMAIL_INVALID "must be an e-mail address"
#define AC_SANDBOX_MAX_ENVIRONMENT_IDS 100000
/* 4.5: the console's wording. */
#define AC_SANDBOX_TEXT_EMAIL_TAKEN "This email already exists"
/* 1.1: every user takes a seat, also a pending or a disabled one; 400. */
#define AC_SANDBOX_TEXT_MAX_USERS "You have reached the maximum number of users allowed for your plan (max_users: %u)"
/* 4.5: the invitation. */
#define AC_SANDBOX_INVITATION_SUBJECT "You are invited to Cloudinary"
#define AC_SANDBOX_INVITATION_BODY \
  "Hello %s,\n\nyou are invited to the Cloudinary account %s. Set a password to accept the invitation.\n\n" \
  "This message was made by the Account Console Sandbox. Nothing was sent to Cloudinary.\n"

/* 5: group names have 1 to 255 characters and are unique without case; groups are in the order of creation, members
 * in that of joining. Adding a member twice changes nothing; removing one who is none is 404. A change of members
 * counts as an update of the group. */
#define AC_SANDBOX_TEXT_GROUP_NAME_TAKEN "A user group named %s already exists"

/* 6, 8.2: credits of the price list: one is 1,000 transformations, 1 GB of storage (here the cycle's daily mean) or 1 GB of
 * bandwidth. What impressions and seconds of video cost is ours. */
#define AC_SANDBOX_CREDIT_TRANSFORMATIONS 1000
#define AC_SANDBOX_CREDIT_BYTES 1000000000
#define AC_SANDBOX_CREDIT_IMPRESSIONS 1000
#define AC_SANDBOX_CREDIT_VIDEO_SECONDS 500
/* 6: the Enterprise plan is annual, the other paid ones are monthly, and Free is no subscription. A cycle that a change
 * of the plan cuts short ends with the day before. Figures are credits with two decimals, up to yesterday. What an
 * environment used stays in them when it is deleted. */

/* 8.1: the Admin API's refusals. All are 401, and one text is used for a wrong key and a wrong secret. */
#define AC_SANDBOX_TEXT_CLOUD_DISABLED "cloud_name is disabled"
/* 8.2: without a date, usage is that of these last days; with one, of that day alone and without limits. */
#define AC_SANDBOX_USAGE_DAYS 30
/* 8.2: dates that usage has: today and the three months before it. */
#define AC_SANDBOX_USAGE_MONTHS 3
#define AC_SANDBOX_TEXT_USAGE_DATE "must be within the last 3 months"
