// Cloudinary's newer SDK, unchanged, against the account of CLOUDINARY_ACCOUNT_URL. It checks each answer by its own schemas.
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

// NODE_PATH isn't looked at for modules of this kind, but it is for the others.
const { CldProvisioning } = await import(pathToFileURL(createRequire(import.meta.url).resolve('@cloudinary/account-provisioning')));

const [, key, secret, accountId, serverURL] = process.env.CLOUDINARY_ACCOUNT_URL.match(/^account:\/\/(\w+):([\w-]+)@([\w-]+)\?upload_prefix=(.+)$/);
const security = { provisioningApiKey: key, provisioningApiSecret: secret };
const sdk = new CldProvisioning({ accountId, serverURL, security });
const stamp = `js${Date.now()}`;

async function refused(promise, statusCode, message) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.statusCode, statusCode, error.message);
    assert.ok(error.body.includes(message), error.body);
    return true;
  });
}

test('environments', async () => {
  const made = await sdk.productEnvironments.create({ name: stamp, customAttributes: { team: 'harbor' } });
  assert.equal(made.name, stamp);
  assert.ok(made.createdAt instanceof Date);
  assert.equal(made.apiAccessKeys.length, 1);
  const subAccountId = made.id;

  assert.equal((await sdk.productEnvironments.get({ subAccountId })).cloudName, made.cloudName);
  const changed = await sdk.productEnvironments.update({ subAccountId, productEnvironmentUpdateRequest: { name: `${stamp} renamed`, enabled: false } });
  assert.deepEqual([changed.name, changed.enabled], [`${stamp} renamed`, false]);

  assert.ok((await sdk.productEnvironments.list({})).subAccounts.some((one) => one.id === subAccountId));
  assert.deepEqual((await sdk.productEnvironments.list({ ids: [subAccountId] })).subAccounts.map((one) => one.id), [subAccountId]);
  assert.equal((await sdk.productEnvironments.list({ prefix: stamp })).subAccounts.length, 1);
  assert.equal((await sdk.productEnvironments.list({ prefix: stamp, enabled: true })).subAccounts.length, 0);

  await refused(sdk.productEnvironments.create({ name: 'x', cloudName: made.cloudName }), 409, 'taken');
  await refused(sdk.productEnvironments.get({ subAccountId: 'no/body' }), 404, 'not found');
  assert.equal((await sdk.productEnvironments.delete({ subAccountId })).message, 'ok');
});

test('wrong credentials', async () => {
  const stranger = new CldProvisioning({ accountId, serverURL, security: { ...security, provisioningApiSecret: 'wrong' } });
  await refused(stranger.productEnvironments.list({}), 401, 'Invalid credentials');
});

test('access keys', async () => {
  const { id: subAccountId } = await sdk.productEnvironments.create({ name: stamp });
  const made = await sdk.accessKeys.generate({ subAccountId, accessKeyRequest: { name: 'my key', enabled: true } });
  assert.equal(made.name, 'my key');
  const changed = await sdk.accessKeys.update({ subAccountId, key: made.apiKey, accessKeyUpdateRequest: { name: 'your key', dedicatedFor: 'webhooks' } });
  assert.equal(changed.name, 'your key');
  const listed = await sdk.accessKeys.list({ subAccountId, page: 1, pageSize: 1, sortBy: 'name', sortOrder: 'desc' });
  assert.deepEqual([listed.total, listed.accessKeys.map((key) => key.name)], [2, ['your key']]);
  assert.equal((await sdk.accessKeys.deleteByName({ subAccountId, name: 'your key' })).message, 'ok');
  const second = await sdk.accessKeys.generate({ subAccountId, accessKeyRequest: {} });
  assert.ok(second.name);
  assert.equal((await sdk.accessKeys.delete({ subAccountId, key: second.apiKey })).message, 'ok');
  await sdk.productEnvironments.delete({ subAccountId });
});

test('users', async () => {
  const environment = await sdk.productEnvironments.create({ name: stamp });
  const made = await sdk.users.create({ name: stamp, email: `${stamp}@example.org`, role: 'technical_admin', subAccountIds: [environment.id] });
  assert.deepEqual([made.role, made.pending, made.enabled, made.allSubAccounts], ['technical_admin', true, true, false]);
  const userId = made.id;

  assert.equal((await sdk.users.get({ userId })).email, `${stamp}@example.org`);
  assert.equal((await sdk.users.update({ userId, userRequest: { name: 'Changed', role: 'reports' } })).role, 'reports');
  assert.equal((await sdk.users.list({ ids: [userId] })).users.length, 1);
  assert.equal((await sdk.users.list({ emails: [`${stamp}@example.org`] })).users.length, 1);
  assert.equal((await sdk.users.list({ subAccountId: environment.id, pending: true, prefix: 'chang' })).users.length, 1);
  assert.deepEqual((await sdk.users.getGroups({ userId })).groups, []);
  assert.deepEqual((await sdk.users.listSubAccounts({ userId })).subAccounts.map((one) => one.id), [environment.id]);
  await refused(sdk.users.create({ name: 'x', email: `${stamp}@example.org` }), 409, '');

  assert.equal((await sdk.users.delete({ userId })).message, 'ok');
  await sdk.productEnvironments.delete({ subAccountId: environment.id });
});

test('groups', async () => {
  const user = await sdk.users.create({ name: stamp, email: `${stamp}@example.org` });
  const group = await sdk.userGroups.create({ name: `group ${stamp}` });
  const ids = { groupId: group.id, userId: user.id };

  await sdk.userGroups.addUser(ids);
  assert.deepEqual((await sdk.userGroups.listUsers({ groupId: group.id })).users.map((one) => one.id), [user.id]);
  const detailed = (await sdk.userGroups.list({ extendedDetails: true })).userGroups.find((one) => one.id === group.id);
  assert.deepEqual(detailed.users.map((one) => one.email), [`${stamp}@example.org`]);
  assert.deepEqual((await sdk.userGroups.removeUser(ids)).users, []);
  assert.equal((await sdk.userGroups.get({ groupId: group.id })).name, `group ${stamp}`);
  assert.equal((await sdk.userGroups.update({ groupId: group.id, userGroupRequest: { name: 'renamed' } })).name, 'renamed');
  await sdk.userGroups.delete({ groupId: group.id });
  await refused(sdk.userGroups.get({ groupId: group.id }), 404, 'not found');
  await sdk.users.delete({ userId: user.id });
});

test('billing usage', async () => {
  const all = await sdk.billingUsage.get({ includeProdenvBreakdown: true });
  assert.ok(Array.isArray(all));
  assert.ok(Array.isArray(await sdk.billingUsage.get({ year: new Date().getUTCFullYear() })));
});
