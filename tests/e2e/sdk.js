// What Cloudinary's Node SDK, unchanged, sees in the account of CLOUDINARY_ACCOUNT_URL and does there, as JSON.
// node sdk.js list | create NAME CLOUD_NAME | folder_mode CLOUD_NAME | keys ID
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const cloudinary = require('cloudinary').v2;

const account = cloudinary.provisioning.account;

async function listAll() {
  const enabled = await account.sub_accounts(true);
  const disabled = await account.sub_accounts(false);
  return [...enabled.sub_accounts, ...disabled.sub_accounts];
}

const commands = {
  list: listAll,
  create: (name, cloudName) => account.create_sub_account(name, cloudName),
  keys: async (id) => (await account.access_keys(id)).access_keys,
  async folder_mode(cloudName) {
    const [{ key, secret }] = (await listAll()).find((one) => one.cloud_name === cloudName).api_access_keys;
    const config = await cloudinary.api.config({ cloud_name: cloudName, api_key: key, api_secret: secret, settings: true });
    return config.settings.folder_mode;
  },
};

const [name, ...values] = process.argv.slice(2);
commands[name](...values).then(
  (answer) => console.log(JSON.stringify(answer)),
  (reason) => {
    console.error(reason);
    process.exitCode = 1;
  },
);
