// How long Cloudinary's own SDK takes to list the environments of CLOUDINARY_ACCOUNT_URL. Prints one line of JSON.
const cloudinary = require('cloudinary').v2;

const runs = Number(process.argv[2] || 10);

async function main() {
  const ms = [];
  let items = 0;
  for (let i = 0; i < runs; i++) {
    const start = process.hrtime.bigint();
    const answer = await cloudinary.provisioning.account.sub_accounts();
    ms.push(Number(process.hrtime.bigint() - start) / 1e6);
    items = answer.sub_accounts.length;
  }
  console.log(JSON.stringify({ items, ms }));
}

main().catch((error) => { console.error(error); process.exit(1); });
