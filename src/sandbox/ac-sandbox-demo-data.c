/* ac-sandbox-demo-data.c: Halden Outfitters, a made-up company
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ac-sandbox-demo-data.h"

/* The account's own credentials. The key of the ready line is the first one that is enabled. */
const AcSandboxDemoAccountKey ac_sandbox_demo_account_keys[] = {
  { "Master admins only", "264407718593021", AC_SANDBOX_ROLE_MASTER_ADMIN, FALSE, TRUE, "2025-06-18" },
  { "Old deploy script", NULL, AC_SANDBOX_ROLE_TECHNICAL_ADMIN, FALSE, FALSE, "2025-07-07" },
  { "Finance export", NULL, AC_SANDBOX_ROLE_BILLING, TRUE, FALSE, "2025-11-04" },
  { "CI deployments", "771930254418806", AC_SANDBOX_ROLE_TECHNICAL_ADMIN, TRUE, FALSE, "2026-02-03" },
  { "Terraform (platform team)", NULL, AC_SANDBOX_ROLE_ADMIN, TRUE, FALSE, "2026-05-12" },
  { "Photo studio import", NULL, AC_SANDBOX_ROLE_MEDIA_LIBRARY_ADMIN, TRUE, FALSE, "2026-06-29" },
  { "Account Console on my laptop", "482915073364128", AC_SANDBOX_ROLE_MASTER_ADMIN, TRUE, FALSE, "2026-08-30" },
  { "Agency upload", NULL, AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER, TRUE, FALSE, "2026-09-15" },
  { "Usage dashboard", NULL, AC_SANDBOX_ROLE_REPORTS, TRUE, FALSE, "2026-10-01" },
};
const guint ac_sandbox_demo_n_account_keys = G_N_ELEMENTS (ac_sandbox_demo_account_keys);

/* The oldest first. Those with 1000 assets or more can be neither renamed nor deleted. */
const AcSandboxDemoEnvironment ac_sandbox_demo_environments[] = {
  [AC_SANDBOX_DEMO_PRINT] = { "Catalogue & Print", "halden-print", NULL, "Printed catalogues, <proofs> and point-of-sale material",
                              "fixed", "eu", 1, 27450, "{\"cost_center\":\"4410\",\"owner\":\"print\"}", TRUE, "2021-01-18" },
  [AC_SANDBOX_DEMO_WEB] = { "Halden Web", "halden-web", "5d1c0b9f3a7e42886b20c4fd91e7a3", "Online shop and blog, all markets",
                            "dynamic", "us", 2, 48211, "{\"cost_center\":\"4100\",\"owner\":\"web\",\"tier\":\"production\"}", TRUE, "2023-03-12" },
  [AC_SANDBOX_DEMO_STAGING] = { "Halden Web Staging", "halden-web-staging", NULL, "Copy of the shop for tests",
                                "dynamic", "us", 2, 640, NULL, TRUE, "2023-03-12" },
  [AC_SANDBOX_DEMO_APP] = { "Mobile App", "halden-app", NULL, "Pictures of the app for iOS and Android",
                            "dynamic", "ap", 0, 9312, "{\"owner\":\"app\"}", TRUE, "2023-09-04" },
  [AC_SANDBOX_DEMO_SUMMER] = { "Summer Campaign 2024", "halden-summer24", NULL, "",
                               "dynamic", "us", 0, 312, NULL, FALSE, "2024-04-09" },
  [AC_SANDBOX_DEMO_MARKETING] = { "Marketing", "halden-marketing", NULL, "Newsletters, social media and campaigns",
                                  "dynamic", "us", 0, 812, "{\"cost_center\":\"4420\"}", TRUE, "2024-11-02" },
  [AC_SANDBOX_DEMO_PARTNERS] = { "Partner Portal", "halden-partners", NULL, "Product pictures for resellers",
                                 "dynamic", "eu", 0, 388, NULL, TRUE, "2025-06-23" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ac_sandbox_demo_environments) == AC_SANDBOX_DEMO_N_ENVIRONMENTS);

#define WEBHOOKS "webhooks"

const AcSandboxDemoKey ac_sandbox_demo_keys[] = {
  { AC_SANDBOX_DEMO_PRINT, "Root", NULL, TRUE, TRUE, NULL, "2021-01-18" },
  { AC_SANDBOX_DEMO_WEB, "Root", "118203947756041", FALSE, TRUE, NULL, "2025-06-18" },
  { AC_SANDBOX_DEMO_WEB, "Image import (nightly)", "604418820375126", TRUE, FALSE, NULL, "2026-04-25" },
  { AC_SANDBOX_DEMO_WEB, "Storefront", "391746205518830", TRUE, FALSE, WEBHOOKS, "2026-10-13" },
  { AC_SANDBOX_DEMO_STAGING, "Root", NULL, TRUE, TRUE, NULL, "2023-03-12" },
  { AC_SANDBOX_DEMO_STAGING, "CI previews", NULL, TRUE, FALSE, NULL, "2026-08-14" },
  { AC_SANDBOX_DEMO_APP, "Root", NULL, FALSE, TRUE, NULL, "2023-09-04" },
  { AC_SANDBOX_DEMO_APP, "iOS and Android", NULL, TRUE, FALSE, WEBHOOKS, "2026-06-30" },
  { AC_SANDBOX_DEMO_SUMMER, "Root", NULL, TRUE, TRUE, NULL, "2024-04-09" },
  { AC_SANDBOX_DEMO_MARKETING, "Root", NULL, TRUE, TRUE, NULL, "2024-11-02" },
  { AC_SANDBOX_DEMO_MARKETING, "Newsletter (marketing team)", "905516220048731", FALSE, FALSE, NULL, "2025-02-17" },
  { AC_SANDBOX_DEMO_MARKETING, "Marketing site build", "718204459913367", TRUE, FALSE, WEBHOOKS, "2026-03-02" },
  { AC_SANDBOX_DEMO_MARKETING, "Social media scheduler", NULL, TRUE, FALSE, NULL, "2026-09-21" },
  { AC_SANDBOX_DEMO_PARTNERS, "Root", NULL, TRUE, TRUE, NULL, "2025-06-23" },
};
const guint ac_sandbox_demo_n_keys = G_N_ELEMENTS (ac_sandbox_demo_keys);

#define AGENCIES (1 << 0)
#define EDITORS (1 << 1)
#define PHOTO (1 << 2)
#define PLATFORM (1 << 3)
#define VIDEO (1 << 4)
#define PRESS (1 << 5)

const AcSandboxDemoGroup ac_sandbox_demo_groups[] = {
  { "Agencies", "2023-05-02" },
  { "Editors", "2021-02-01" },
  { "Photo desk", "2021-02-01" },
  { "Platform team", "2023-03-12" },
  { "Video", "2022-08-22" },
  { "Press & Partners", "2025-06-23" },
};
const guint ac_sandbox_demo_n_groups = G_N_ELEMENTS (ac_sandbox_demo_groups);

#define MASTER AC_SANDBOX_ROLE_MASTER_ADMIN
#define ADMIN AC_SANDBOX_ROLE_ADMIN
#define TECHNICAL AC_SANDBOX_ROLE_TECHNICAL_ADMIN
#define BILLING AC_SANDBOX_ROLE_BILLING
#define REPORTS AC_SANDBOX_ROLE_REPORTS
#define ML_ADMIN AC_SANDBOX_ROLE_MEDIA_LIBRARY_ADMIN
#define ML_USER AC_SANDBOX_ROLE_MEDIA_LIBRARY_USER

#define ALL 0
#define PRINT (1 << AC_SANDBOX_DEMO_PRINT)
#define WEB (1 << AC_SANDBOX_DEMO_WEB)
#define STAGING (1 << AC_SANDBOX_DEMO_STAGING)
#define APP (1 << AC_SANDBOX_DEMO_APP)
#define SUMMER (1 << AC_SANDBOX_DEMO_SUMMER)
#define MARKETING (1 << AC_SANDBOX_DEMO_MARKETING)
#define PARTNERS (1 << AC_SANDBOX_DEMO_PARTNERS)

#define ACTIVE AC_SANDBOX_DEMO_ACTIVE
#define PENDING AC_SANDBOX_DEMO_PENDING
#define DISABLED AC_SANDBOX_DEMO_DISABLED
#define TWO_FACTOR AC_SANDBOX_DEMO_TWO_FACTOR
#define ROOT AC_SANDBOX_DEMO_ROOT
#define GOOGLE AC_SANDBOX_DEMO_GOOGLE
#define GITHUB AC_SANDBOX_DEMO_GITHUB

/* In the order of their invitations. Who never signed in has no two-factor authentication. */
const AcSandboxDemoUser ac_sandbox_demo_users[] = {
  { "Ingrid Solheim", "ingrid.solheim", MASTER, ALL, 0, ROOT | GOOGLE, 0, "2021-01-18" },
  { "Greta Nyström", "greta.nystrom", MASTER, ALL, PLATFORM, TWO_FACTOR, 0, "2021-01-18" },
  { "Farid Haddad", "farid.haddad", BILLING, ALL, 0, TWO_FACTOR, 6, "2021-01-20" },
  { "Benedikt Aas", "benedikt.aas", ML_USER, PRINT, PHOTO | EDITORS, ACTIVE, 22, "2021-02-01" },
  { "Hannah Okafor", "hannah.okafor", ML_USER, PRINT | WEB | MARKETING, PHOTO | EDITORS, TWO_FACTOR, 4, "2021-02-01" },
  { "Søren Kjær", "soren.kjaer", ML_ADMIN, PRINT | WEB, EDITORS, TWO_FACTOR, 1, "2021-02-03" },
  { "Yuki Tanaka", "yuki.tanaka", ML_USER, PRINT | APP, PHOTO, TWO_FACTOR | GOOGLE, 3, "2021-03-15" },
  { "Siobhán O’Connor", "siobhan.oconnor", ML_ADMIN, ALL, EDITORS, TWO_FACTOR, 2, "2021-06-07" },
  { "Łukasz Wójcik", "lukasz.wojcik", TECHNICAL, ALL, PLATFORM, TWO_FACTOR | GITHUB, 0, "2021-09-13" },
  { "Dmitri Volkov", "dmitri.volkov", ML_ADMIN, PRINT | SUMMER, EDITORS, DISABLED, 194, "2022-01-10" },
  { "Íñigo Peña", "inigo.pena", ML_USER, PRINT | WEB, EDITORS, TWO_FACTOR, 9, "2022-03-28" },
  { "Markus Eide", "markus.eide", TECHNICAL, ALL, 0, TWO_FACTOR, 1, "2022-05-02" },
  { "Mei-Ling Chen", "mei-ling.chen", ML_ADMIN, APP | WEB, VIDEO | EDITORS, TWO_FACTOR, 0, "2022-08-22" },
  { "דנה לוי", "dana.levi", ML_USER, WEB, VIDEO | EDITORS, TWO_FACTOR, 5, "2022-08-22" },
  { "João Pereira", "joao.pereira", TECHNICAL, PRINT | WEB | STAGING | APP | MARKETING, 0, GITHUB, 107, "2022-10-17" },
  { "Lucía Fernández", "lucia.fernandez", ML_USER, PRINT | MARKETING, PHOTO | EDITORS, TWO_FACTOR, 12, "2023-01-09" },
  { "Chiara Rossi", "chiara.rossi", TECHNICAL, ALL, PLATFORM, TWO_FACTOR, 1, "2023-03-12" },
  { "Amina Diallo", "amina.diallo", ADMIN, PRINT | WEB | STAGING | MARKETING, 0, TWO_FACTOR, 0, "2023-03-13" },
  { "佐藤 健太", "kenta.sato", ML_USER, APP, VIDEO, TWO_FACTOR, 8, "2023-04-03" },
  { "Marta O'Brien-Nagy", "marta.o'brien", ML_USER, MARKETING | SUMMER, AGENCIES, ACTIVE, 31, "2023-05-02" },
  { "Ørjan Bråten", "orjan.braten", ADMIN, ALL, 0, TWO_FACTOR, 2, "2023-05-22" },
  { "Anaïs Lefèvre", "anais.lefevre", ML_USER, MARKETING, AGENCIES, TWO_FACTOR, 15, "2023-09-04" },
  { "Kwame Mensah", "kwame.mensah", TECHNICAL, APP | STAGING, PLATFORM, TWO_FACTOR | GITHUB, 0, "2023-09-04" },
  { "Priya Raghunathan", "priya.raghunathan", REPORTS, ALL, 0, TWO_FACTOR, 3, "2023-11-20" },
  { "Tomáš Dvořák", "tomas.dvorak", ML_ADMIN, PRINT | WEB | APP, VIDEO | EDITORS, TWO_FACTOR, 7, "2024-01-15" },
  { "Nguyễn Thị Hoa", "hoa.nguyen", ML_USER, WEB | APP, 0, TWO_FACTOR, 18, "2024-02-26" },
  { "Björk Jónsdóttir", "bjork.jonsdottir", BILLING, ALL, 0, TWO_FACTOR, 25, "2024-04-09" },
  { "Óscar Muñoz", "oscar.munoz", ML_USER, SUMMER | MARKETING, AGENCIES | VIDEO, DISABLED, 423, "2024-04-10" },
  { "Anna Markova", "anna.markova", ML_USER, MARKETING, AGENCIES | EDITORS, TWO_FACTOR, 11, "2024-11-02" },
  { "Jonas Thoresen", "jonas.thoresen", ML_USER, WEB | MARKETING, PHOTO, ACTIVE, 2, "2024-11-04" },
  { "Jürgen Groß", "juergen.gross", REPORTS, WEB | MARKETING, 0, GOOGLE, 61, "2025-01-13" },
  { "Thandiwe Dlamini", "thandiwe.dlamini", ML_ADMIN, MARKETING | PARTNERS, PRESS | EDITORS | VIDEO, TWO_FACTOR, 1, "2025-03-31" },
  { "Fatima Zahra El Idrissi", "fatima.elidrissi", ADMIN, ALL, 0, TWO_FACTOR | GOOGLE, 0, "2025-05-19" },
  { "Aino Mäkelä", "aino.makela", ML_USER, PARTNERS, PRESS | EDITORS, ACTIVE, 52, "2025-06-23" },
  { "Ştefan Ionescu", "stefan.ionescu", TECHNICAL, STAGING, 0, DISABLED | GITHUB, 88, "2025-09-01" },
  { "Olena Shevchenko", "olena.shevchenko", ML_ADMIN, ALL, VIDEO | EDITORS, TWO_FACTOR, 4, "2026-01-12" },
  { "Zofia Nowak", "zofia.nowak", ML_USER, MARKETING | PARTNERS, AGENCIES | VIDEO, PENDING, -1, "2026-10-27" },
  { "Samir Patel", "samir.patel", REPORTS, ALL, 0, PENDING, -1, "2026-11-03" },
  { "Elif Yıldız", "elif.yildiz", REPORTS, ALL, AGENCIES | PRESS, PENDING, -1, "2026-11-09" },
  { "Žiga D’Angelo", "ziga.dangelo", MASTER, ALL, 0, PENDING, -1, "2026-11-12" },
};
const guint ac_sandbox_demo_n_users = G_N_ELEMENTS (ac_sandbox_demo_users);

G_STATIC_ASSERT (G_N_ELEMENTS (ac_sandbox_demo_users) == 40);
