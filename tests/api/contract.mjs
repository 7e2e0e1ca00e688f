// The published description against the server: contract.mjs URL TOKEN
//
// Plays orders and claims with real requests, and lets ajv, which shares no code with the program, check the document,
// every body that is sent and every answer. Operations that the play does not reach are called with a body made from
// their own schema. Fails for an operation that was never called.
import { createHash, randomUUID } from "node:crypto";

let Ajv2020;
try {
  ({ default: Ajv2020 } = await import("ajv/dist/2020.js"));
} catch {
  console.error("The validator is missing: run `tools/setup contract` (it needs the network once), then this test again.");
  process.exit(1);
}

const [url, token] = process.argv.slice(2);
const flaws = [];
const flaw = (text) => flaws.push(text);

// ------------------------------------------------------------------------------------------------------- the document
const answered = await fetch(`${url}/v1/openapi.json`);
const description = JSON.parse(await answered.text());
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(description, "api");

const pointer = (path) => path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).map(encodeURIComponent).join("/");
const at = (reference) =>
  reference.slice(2).split("/").reduce((node, part) => node?.[part.replaceAll("~1", "/").replaceAll("~0", "~")], description);

(function walk(node, where) {
  if (node === null || typeof node !== "object") return;
  if (typeof node.$ref === "string" && (!node.$ref.startsWith("#/") || at(node.$ref) === undefined))
    flaw(`${where}: ${node.$ref} leads nowhere`);
  for (const [key, value] of Object.entries(node)) walk(value, `${where}/${key}`);
})(description, "#");

const operations = new Map();
for (const [path, methods] of Object.entries(description.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    const id = operation.operationId;
    if (operations.has(id)) flaw(`${id} is there twice`);
    const named = operation.parameters.filter((one) => one.in === "path").map((one) => `{${one.name}}`).sort().join();
    if (named !== (path.match(/{[^}]+}/g) ?? []).sort().join()) flaw(`${id}: the parameters of ${path} are not described`);
    operations.set(id, { id, path, method, operation, calls: 0, successes: 0 });
  }
}

const validators = new Map();
function check(what, path, value) {
  const reference = `api#/${pointer(path)}`;
  if (!validators.has(reference)) validators.set(reference, ajv.compile({ $ref: reference }));
  const validate = validators.get(reference);
  if (!validate(value)) flaw(`${what}: ${ajv.errorsText(validate.errors)}\n    in ${JSON.stringify(value).slice(0, 400)}`);
}

// ---------------------------------------------------------------------------------------------------------- exchanges
class Client {
  constructor(key) {
    this.key = key;
  }
  headers(command) {
    const headers = {};
    if (this.key) headers.Authorization = `Bearer ${this.key}`;
    if (this.cookie) Object.assign(headers, { Cookie: this.cookie, "X-CSRF-Token": this.csrf });
    if (command) headers["Idempotency-Key"] = randomUUID();
    return headers;
  }
  // The answer's value; what is not described, or not what was expected, is a flaw.
  async call(id, given = {}, body = undefined, expected = "success") {
    const row = operations.get(id);
    if (!row) throw new Error(`the API has no operation ${id}`);
    const { path, method, operation } = row;
    const parameters = { ...given };
    const target = path.replace(/{([^}]+)}/g, (_, name) => {
      const value = parameters[name];
      delete parameters[name];
      return encodeURIComponent(value);
    });
    const query = new URLSearchParams(parameters).toString();
    const headers = this.headers(method === "post");
    const taken = operation.requestBody?.content ?? {};
    const media = taken["application/json"];
    const other = Object.keys(taken).find((one) => one !== "application/json");
    if (media) {
      body ??= {};
      check(`${id}, the body sent`, ["paths", path, method, "requestBody", "content", "application/json", "schema"], body);
      headers["Content-Type"] = "application/json";
    } else if (other) headers["Content-Type"] = other;
    else if (body !== undefined) flaw(`${id} takes no body`);
    const abort = new AbortController();
    const response = await fetch(`${url}${target}${query ? `?${query}` : ""}`, {
      method: method.toUpperCase(), headers, body: media ? JSON.stringify(body) : other ? body : undefined, signal: abort.signal,
    });
    row.calls += 1;
    const type = (response.headers.get("Content-Type") ?? "").split(";")[0];
    const problem = response.status >= 400;
    const described = problem ? "default" : String(response.status);
    if (problem && type !== "application/problem+json") flaw(`${id}: ${response.status} as ${type}`);
    if (!operation.responses[described]) {
      flaw(`${id}: nothing says that ${response.status} may come`);
      return undefined;
    }
    if (!problem) row.successes += 1;
    const content = operation.responses[described].content;
    if (!content) {
      if ((await response.text()) !== "") flaw(`${id}: there is a body where none is described`);
      return this.judge(id, response, undefined, expected);
    }
    if (!content[type]) flaw(`${id}: ${type} is not described`);
    if (type === "text/event-stream") {
      const { value } = await response.body.getReader().read();
      abort.abort();
      return new TextDecoder().decode(value);
    }
    const text = await response.text();
    if (!type.endsWith("json")) return this.judge(id, response, text, expected);
    const value = JSON.parse(text);
    check(`${id}, the answer ${response.status}`, ["paths", path, method, "responses", described, "content", type, "schema"], value);
    return this.judge(id, response, value, expected);
  }
  judge(id, response, value, expected) {
    this.last = response;
    if (response.status >= 500) flaw(`${id}: ${response.status} ${JSON.stringify(value)}`);
    else if (expected === "success" && response.status >= 400) throw new Error(`${id}: ${response.status} ${JSON.stringify(value)}`);
    else if (expected !== "success" && expected !== "any" && value?.code !== expected)
      flaw(`${id}: ${response.status} ${value?.code}, expected ${expected}`);
    return value;
  }
  async signIn(email, password) {
    const signedIn = await this.call("people.sign-in", {}, { email, password });
    this.cookie = this.last.headers.get("Set-Cookie").split(";")[0];
    this.csrf = signedIn.csrf;
    return signedIn;
  }
}

// A body made from a schema: what is required, and nothing else.
function sample(schema, known) {
  if (schema.$ref) return sample(at(schema.$ref), known);
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf[0], known);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {}, known)]));
  if (type === "array") return [];
  if (type === "integer") return 1;
  if (type === "boolean") return false;
  const pattern = schema.pattern ?? "";
  const id = pattern.match(/^\^([A-Z]+)-/);
  if (id) return known[id[1]] ?? `${id[1]}-1`;
  if (pattern.includes("[A-Z]{3}")) return "USD";
  if (pattern.includes("{64}")) return "a".repeat(64);
  if (pattern.startsWith("^[0-9]{4}-")) return known.today;
  return pattern ? "1" : "text";
}

// --------------------------------------------------------------------------------------------------------------- play
const password = "a long phrase for the desk";
const usd = (amount) => ({ amount: amount.toFixed(2), currency: "USD" });
const digest = (text) => createHash("sha256").update(text).digest("hex");
const person = (name, secret) => ({ token: secret, name, email: `${name}@example.org`, language: "en", password });
const nobody = new Client();

async function play() {
  await nobody.call("people.set-up", {}, person("ada", token));
  await nobody.call("people.set-up", {}, person("eve", "wrong"), "account.link_unknown");
  const officer = new Client();
  await officer.signIn("ada@example.org", password);
  await nobody.call("people.me", {}, undefined, "account.not_signed_in");
  await officer.call("people.me");
  const invited = await officer.call("invitations.make", {}, { role: "officer", email: "bo@example.org", days: 7 });
  await officer.call("invitations.list");
  const { person: bo } = await nobody.call("invitations.accept", {}, person("bo", invited.token));
  const second = new Client();
  const { memberships } = await second.signIn("bo@example.org", password);
  await second.call("people.act-as", {}, { membership: memberships[0].id });
  const further = await officer.call("invitations.make", {}, { role: "auditor", email: "", days: 1 });
  const { membership } = await second.call("invitations.accept", {}, { token: further.token });
  await second.call("people.act-as", {}, { membership });
  await second.call("people.act-as", {}, { membership: memberships[0].id });
  const spare = await officer.call("invitations.make", {}, { role: "auditor", email: "", days: 1 });
  await officer.call("invitations.withdraw", { invitation: spare.invitation.id });

  const party = async (name, country) => (await officer.call("parties.register", {}, { profile: { name, country } })).id;
  const key = async (role, of, scopes) =>
    new Client((await officer.call("keys.make", {}, { name: role, role, party: of, scopes, days: 30 })).token);
  const buyerId = await party("Nordic Garden AS", "NO"), supplierId = await party("Teak Co", "CN");
  const inspectorId = await party("Look Ltd", "CN");
  await officer.call("parties.correct", { party: supplierId }, { profile: { name: "Teak Co Ltd", name_zh: "柚木", country: "CN" } });
  const buyer = await key("buyer", buyerId, ["read", "orders", "claims"]);
  const supplier = await key("supplier", supplierId, ["read", "orders", "claims", "payments", "accounts", "audit"]);
  const inspector = await key("inspector", inspectorId, ["read", "claims"]);
  const bank = await key("provider", null, ["read", "payments", "claims"]);
  const { key: own } = await supplier.call("keys.make", {}, { name: "spare", role: "supplier", party: supplierId, scopes: ["read"], days: 1 });
  await supplier.call("keys.list");
  await supplier.call("keys.revoke", { key: own.id });
  await officer.call("parties.read", { party: supplierId });
  await officer.call("parties.list", { limit: "2" });
  await officer.call("parties.list", { sort: "-number", created_since: "2020-01-01", fields: "profile,version" });
  await officer.call("remittances.record", {}, { purpose: "pool-deposit", amount: usd(50000), reference: "seed" });
  const today = async () => (await buyer.call("clock.read")).today;
  await buyer.call("programmes.list");

  const terms = (price) => ({
    programme: "alibaba-trade-assurance", buyer: buyerId, supplier: supplierId, goods: "chairs", price_goods: usd(price), price_freight: usd(0),
    price_tax: usd(0), instalments: [{ purpose: "full", amount: usd(price) }], specification: "drawing 7", shipping_mode: "sea",
    acceptance: { lot: 500, level: "ii", critical: "0", major: "2.5", minor: "4.0" },
  });
  async function paid(price = 10000) {
    const { id: order } = await buyer.call("orders.draft", {}, { terms: terms(price) });
    await buyer.call("orders.revise", { order }, { terms: { ...terms(price), incoterm: "FOB" } });
    await buyer.call("orders.offer", { order });
    const seen = await supplier.call("orders.read", { order });
    await supplier.call("orders.agree", { order }, { terms: seen.terms });
    await bank.call("orders.announce-payment", { order }, { amount: usd(price), reference: `R-${order}` });
    await bank.call("orders.receive-payment", { order }, { amount: usd(price), reference: `R-${order}` });
    return order;
  }
  async function delivered(price) {
    const order = await paid(price);
    const statement = { on: await today(), by: "supplier", reference: "BL-1" };
    await supplier.call("orders.name-carrier", { order }, { carrier: inspectorId });
    await supplier.call("orders.ship", { order }, { statement });
    await supplier.call("orders.deliver", { order }, { statement });
    return order;
  }
  async function claimed(order, amount) {
    const lines = [{ kind: "quality", description: "cracks", share: "1", verifiable: true, found_on: await today() }];
    const { id: claim } = await buyer.call("claims.open", { order }, { lines, remedy: "refund", amount: usd(amount) });
    for (const [client, side] of [[buyer, "buyer"], [supplier, "supplier"]]) {
      for (const slot of (await client.call("claims.read", { claim })).slots.filter((one) => one.from === side))
        await client.call("claims.add-exhibit", { claim }, { exhibit: { digest: digest(claim + slot.id), name: "a.pdf", kind: slot.kind }, slot: slot.id });
    }
    return claim;
  }
  async function escalated(claim) {
    const first = (await officer.call("claims.read", { claim })).escalation;
    if (first && first.day > (await today())) await officer.call("sandbox.clock", {}, { to: first.day });
    if ((await officer.call("claims.read", { claim })).phase === "negotiation") await buyer.call("claims.escalate", { claim });
  }
  const ruling = (amount, fee) => ({
    findings: [{ line: 0, facts: "seen" }], amount: usd(amount), remedy: "refund", reasons: "the report", deviation: "the range", ...fee,
  });

  // An order that ends well, and what is drawn from it.
  const good = await delivered(5000);
  await buyer.call("parties.read", { party: supplierId });
  await buyer.call("orders.confirm-receipt", { order: good });
  const { id: payout } = await supplier.call("remittances.propose", {}, { purpose: "supplier-payout", amount: usd(3000), party: supplierId });
  await second.call("remittances.approve", { remittance: payout });
  await officer.call("remittances.send", { remittance: payout }, { message: "M1" });
  await bank.call("remittances.settle", { remittance: payout });
  const { id: other } = await supplier.call("remittances.propose", {}, { purpose: "supplier-payout", amount: usd(100), party: supplierId });
  await officer.call("remittances.reject", { remittance: other }, { reason: "twice" });
  await supplier.call("remittances.read", { remittance: payout });
  await supplier.call("remittances.list");
  await officer.call("remittances.list", { sort: "number", party: supplierId, fields: "phase" });
  await buyer.call("orders.list", { sort: "number", phase: "completed", party: supplierId, changed_since: await today() });
  await buyer.call("orders.list", { sort: "price" }, undefined, "query.wrong");
  const { next } = await buyer.call("orders.list", { limit: "1", sort: "number" });
  if (next) await buyer.call("claims.list", { cursor: next }, undefined, "query.wrong");
  for (const id of ["ledger.order", "ledger.order-csv"]) await buyer.call(id, { order: good });
  for (const id of ["ledger.party", "ledger.party-csv"]) await supplier.call(id, { party: supplierId, since: await today() });

  // Determined after an inspection, then looked at again.
  const order = await delivered();
  const claim = await claimed(order, 9000);
  await officer.call("claims.add-exhibit", { claim }, { exhibit: { digest: digest("note"), name: "note", kind: "other", compartment: "officer" }, slot: "" });
  const offer = { amount: usd(1000), remedy: "refund", full_and_final: false, return_required: false, valid_until: await today() };
  await supplier.call("claims.make-offer", { claim }, { offer });
  await buyer.call("claims.accept-offer", { claim }, { offer: 1 }, "claim.waiver_not_read");
  await buyer.call("claims.reject-offer", { claim }, { offer: 1 });
  await escalated(claim);
  await officer.call("claims.order-inspection", { claim }, { inspector: supplierId, firm: "Own", fee: usd(300), advanced_by: "buyer" },
    "claim.inspector_is_party");
  await officer.call("claims.order-inspection", { claim }, { inspector: inspectorId, firm: "Look", fee: usd(300), advanced_by: "buyer" });
  await inspector.call("claims.report-inspection", { claim }, {
    report: { lot: 500, sample: 50, critical: 0, major: 20, minor: 1, accepted: true, share: "0", digest: digest("report") } },
    "claim.report_contradicts");
  await inspector.call("claims.report-inspection", { claim }, {
    report: { lot: 500, sample: 50, critical: 0, major: 20, minor: 1, digest: digest("report") } });
  const judged = (await officer.call("claims.read", { claim })).inspection.report;
  if (judged.accepted || judged.share !== "0.4" || !judged.verdict) flaw("claims.report-inspection: the report is not judged by the terms");
  for (const one of [buyer, supplier, inspector, officer]) await one.call("claims.read", { claim });
  await inspector.call("claims.list", { phase: "review" });
  if (!(await officer.call("claims.read", { claim })).proposal) flaw("claims.read: an officer sees no proposal");
  await officer.call("claims.determine", { claim }, { ruling: ruling(4000, { fee_borne_by: "supplier" }) });
  await buyer.call("claims.request-review", { claim }, { reasons: "new facts", exhibits: [{ digest: digest("lab"), name: "lab", kind: "lab-report" }] });
  await second.call("claims.admit-review", { claim }, { reasons: "it is new" });
  await second.call("claims.determine", { claim }, { ruling: ruling(6000, { fee_borne_by: "supplier" }) });
  await officer.call("sandbox.clock", {}, { days: 30 });
  await buyer.call("claims.read", { claim });
  await buyer.call("assessments.of-claim", { claim });
  await buyer.call("assessments.of-claim", { claim, language: "zh", forecast: "no" });

  // Settled; withdrawn; taken back by the bank.
  const settled = await claimed(await delivered(), 9000);
  await supplier.call("claims.answer", { claim: settled }, { stance: "contests", text: "as agreed" });
  await supplier.call("claims.make-offer", { claim: settled }, { offer: { ...offer, full_and_final: true, valid_until: await today() } });
  await buyer.call("claims.accept-offer", { claim: settled }, { offer: 1, acknowledged: usd(9000) });
  // Goods go back, and the supplier says nothing; new ones are agreed instead of money, and come.
  const returned = await claimed(await delivered(5000), 5000);
  await supplier.call("claims.make-offer", { claim: returned }, {
    offer: { amount: usd(5000), remedy: "return-and-refund", full_and_final: false, return_required: true, valid_until: await today() } });
  await buyer.call("claims.accept-offer", { claim: returned }, { offer: 1, acknowledged: usd(0) });
  await buyer.call("claims.ship-return", { claim: returned }, { tracking: "DHL 1" });
  await officer.call("claims.end-leg", { claim: returned }, { outcome: "received", reasons: "the carrier's record" }, "claim.leg_too_early");
  await officer.call("sandbox.clock", {}, { days: 31 });
  const waits = await officer.call("claims.read", { claim: returned });
  if (!waits.turn.includes("officer") || waits.due.length === 0) flaw("claims.read: a return that stands still waits for nobody");
  await officer.call("claims.end-leg", { claim: returned }, { outcome: "received", reasons: "the carrier's record" });
  const replaced = await claimed(await delivered(5000), 5000);
  await supplier.call("claims.make-offer", { claim: replaced }, {
    offer: { amount: usd(0), remedy: "replacement", full_and_final: false, return_required: true, valid_until: await today() } });
  await buyer.call("claims.accept-offer", { claim: replaced }, { offer: 1, acknowledged: usd(5000) });
  await buyer.call("claims.ship-return", { claim: replaced }, { tracking: "DHL 2" });
  await supplier.call("claims.confirm-return", { claim: replaced });
  await supplier.call("claims.ship-replacement", { claim: replaced }, { tracking: "DHL 3" });
  await buyer.call("claims.confirm-replacement", { claim: replaced });
  const withdrawn = await claimed(await delivered(), 100);
  await buyer.call("claims.withdraw", { claim: withdrawn }, { reason: "found them" });
  const back = await delivered();
  await bank.call("orders.reverse-payment", { order: back }, { reference: `R-${back}`, amount: usd(2000), reason: "chargeback" });
  await bank.call("orders.restore-payment", { order: back }, { reference: `R-${back}`, amount: usd(2001), reason: "lost" }, "order.restored_too_much");
  await bank.call("orders.restore-payment", { order: back }, { reference: `R-${back}`, amount: usd(2000), reason: "the chargeback was lost" });
  const asked = await paid();
  await buyer.call("orders.amend", { order: asked }, { terms: { ...terms(10000), goods: "tables" } });
  await supplier.call("orders.reject-amendment", { order: asked });
  await buyer.call("orders.propose-cancel", { order: asked }, { to_supplier: usd(500), reason: "no longer wanted" });
  await supplier.call("orders.reject-cancel", { order: asked });
  await supplier.call("orders.propose-cancel", { order: asked }, { to_supplier: usd(1000), reason: "wood was bought" });
  await buyer.call("orders.accept-cancel", { order: asked }, { to_supplier: usd(500) }, "order.other_split");
  await buyer.call("orders.accept-cancel", { order: asked }, { to_supplier: usd(1000) });

  // A balance that never comes: after the goods came, and before they left.
  const tomorrow = new Date(Date.parse(`${await today()}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  async function in_parts() {
    const parts = [{ purpose: "deposit", amount: usd(300) }, { purpose: "balance", amount: usd(700), due: tomorrow }];
    const { id } = await buyer.call("orders.draft", {}, { terms: { ...terms(1000), instalments: parts } });
    await buyer.call("orders.offer", { order: id });
    await supplier.call("orders.agree", { order: id }, { terms: (await supplier.call("orders.read", { order: id })).terms });
    await bank.call("orders.receive-payment", { order: id }, { amount: usd(300), reference: `D-${id}` });
    return id;
  }
  const [shipped, waiting] = [await in_parts(), await in_parts()];
  await supplier.call("orders.ship", { order: shipped }, { statement: { on: await today(), by: "supplier", reference: "BL-2" } });
  await buyer.call("orders.confirm-receipt", { order: shipped });
  const owed = await buyer.call("orders.read", { order: shipped });
  if (owed.pay[0]?.due !== tomorrow || owed.order.phase !== "awaiting-receipt") flaw(`orders.read: ${JSON.stringify(owed.pay)}`);
  await officer.call("orders.decide-unpaid", { order: waiting }, { to_supplier: usd(0), reason: "too early" }, "order.not_overdue");
  await officer.call("sandbox.clock", {}, { days: 2 });
  await supplier.call("orders.close-unpaid", { order: shipped }, { reason: "no payment came" });
  await officer.call("orders.decide-unpaid", { order: waiting }, { to_supplier: usd(100), reason: "wood was bought" });

  // Through the bank: paid by reference, an exception, a payout by file.
  const { id: wired } = await buyer.call("orders.draft", {}, { terms: terms(700) });
  await buyer.call("orders.offer", { order: wired });
  await supplier.call("orders.agree", { order: wired }, { terms: (await supplier.call("orders.read", { order: wired })).terms });
  const [way] = (await buyer.call("orders.read", { order: wired })).pay;
  const credit = (reference, amount, text) => `<Ntry><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <AcctSvcrRef>${reference}</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Nordic Garden</Nm></Pty></Dbtr>
    <DbtrAcct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  const notification = (...entries) => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
    <GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-11-30T10:00:00Z</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id><Acct><Id><IBAN>${way.to.iban}</IBAN></Id></Acct>
    ${entries.join("")}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
  const file = notification(credit("B1", 700, way.written), credit("B2", 30, "who knows"));
  const taken = await officer.call("bank.import", {}, file);
  if (taken.statements[0].recorded !== 1 || taken.statements[0].exceptions !== 1) flaw(`bank.import: ${JSON.stringify(taken)}`);
  const again = await bank.call("bank.import", {}, file);
  if (again.statements[0].repeated !== 2) flaw(`bank.import again: ${JSON.stringify(again)}`);
  await officer.call("bank.import", {}, file.replace("<Id>N1</Id>", ""), "bank.file_wrong");
  await buyer.call("bank.import", {}, file, "key.scope");
  await officer.call("statements.list");
  await officer.call("statements.read", { statement: taken.statements[0].statement });
  const [open] = (await officer.call("movements.list", { phase: "open", reason: "no-reference", as_of: `${taken.as_of}` })).items;
  await officer.call("movements.read", { movement: open.id });
  await officer.call("movements.send-back", { movement: open.id }, { reason: "nobody knows it" });
  const account = { name: "Teak Co Ltd", iban: "", bic: "BKCHCNBJ92A", number: "0012-345678" };
  await supplier.call("parties.propose-account", { party: supplierId }, { account });
  await second.call("parties.confirm-account", { party: supplierId }, { account });
  await supplier.call("parties.account", { party: supplierId });
  const { id: due } = await supplier.call("remittances.propose", {}, { purpose: "supplier-payout", amount: usd(100), party: supplierId });
  await second.call("remittances.approve", { remittance: due });
  await officer.call("remittances.list", { phase: "approved" });
  const { id: batch } = await officer.call("payouts.make", {}, { execute_on: await today(), remittances: [due] });
  const made = await officer.call("payouts.read", { payout: batch });
  await officer.call("payouts.file", { payout: batch }, undefined, "payout.wrong_phase");
  await officer.call("payouts.approve", { payout: batch }, { digest: made.payout.digest }, "payout.same_person");
  await second.call("payouts.approve", { payout: batch }, { digest: made.payout.digest });
  if (digest(await officer.call("payouts.file", { payout: batch })) !== made.payout.digest) flaw("payouts.file: other bytes than were approved");
  await officer.call("payouts.list", { phase: "approved" });
  await bank.call("bank.import", {}, `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>P</MsgId>
    <CreDtTm>2026-11-30T12:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${made.payout.file.message_id}</OrgnlMsgId>
    <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>ACSP</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`);
  for (const [kind, id] of [["movements", open.id], ["payouts", batch], ["statements", taken.statements[0].statement]])
    await officer.call("history.read", { kind, id });

  // The next edition of the book, under two officers.
  const says = (text) => `says = "${text}"\nsays_zh = "x"\nsource = "terms"\n\n`;
  const rules = `[sources.terms]\ntitle = "Terms"\nkind = "official"\n\n[programme]\nid = "alibaba-trade-assurance"\nedition = "2090-01-01"
name = "Next"\nname_zh = "x"\nfrom = 2090-01-01\ncurrency = "USD"\nsource = "terms"\n\n[[reading]]\nid = "current-help"\n${says("As it stands.")}[[cover]]
id = "quality"\nwhen = 'problem.kind == "quality"'\n${says("Paid.")}`;
  const files = (text) => ({ files: [{ name: "programmes/alibaba-trade-assurance/2090-01-01/programme.toml", text }] });
  const flawed = await officer.call("rule-books.upload", {}, files(`${rules}[[cap]]\nid = "c"\namount = 'nothing'\n${says("x")}`), "rule_book.wrong");
  if (flawed.errors[0].line !== 29 || !flawed.errors[0].file.endsWith("/programme.toml")) flaw(`rule-books.upload: ${JSON.stringify(flawed)}`);
  await officer.call("rule-books.upload", {}, { files: [{ name: "../x.toml", text: "" }] }, "rule_book.shape");
  const { digest: spare_book } = await officer.call("rule-books.upload", {}, files(`${rules}# another`));
  await officer.call("rule-books.upload", {}, files(rules), "rule_book.edition_taken");
  await officer.call("rule-books.remove", { digest: spare_book });
  const { digest: book } = await officer.call("rule-books.upload", {}, files(rules));
  await officer.call("rule-books.list");
  await officer.call("rule-books.read", { digest: book });
  await officer.call("rule-books.what-if", { digest: book });
  const wanted = { programme: "alibaba-trade-assurance", edition: "2090-01-01", digest: book, from: "2090-01-01" };
  await officer.call("editions.propose", {}, { ...wanted, from: "2089-01-01" }, "edition.before_own");
  const { id: dropped } = await officer.call("editions.propose", {}, wanted);
  await second.call("editions.withdraw", { edition: dropped }, { reason: "another day" });
  const { id: edition, as_of: proposed } = await officer.call("editions.propose", {}, wanted);
  await officer.call("editions.confirm", { edition }, { digest: book }, "edition.same_person");
  await second.call("editions.confirm", { edition }, { digest: book });
  await officer.call("editions.list", { phase: "confirmed", as_of: `${proposed}` });
  await officer.call("editions.read", { edition });
  await officer.call("history.read", { kind: "editions", id: edition });
  await officer.call("rule-books.remove", { digest: book }, undefined, "rule_book.proposed");
  await buyer.call("assessments.precheck", { language: "en" }, { order: { platform: "alibaba.com", value: "100.00 USD" },
    payments: [{ amount: "100.00 USD", through_platform: true }] });

  // What is gathered to prove the case.
  const { id: dossier } = await buyer.call("dossiers.open", { order }, { title: "Chairs" });
  if ((await supplier.call("dossiers.open", { order }, { title: "Ours" })).id !== dossier) flaw("dossiers.open: the sides have two");
  const put = async (client, action, body, expected) => (await client.call(`dossiers.${action}`, { dossier }, body, expected)).as_of;
  const piece = (text) => ({ digest: digest(text), size: 5, file_name: "a.jpg", media_type: "image/jpeg", kind: "photo", source: { from: "a phone" },
    collected: { as_known: "in May" }, origin: { language: "en" }, description: { title: "Photo" } });
  await put(buyer, "add-exhibit", { exhibit: piece("a") }, "dossier.no_compartment");
  await put(buyer, "add-exhibit", { compartment: "shared", exhibit: piece("a") }, "dossier.not_kept");
  await put(buyer, "make-group", { compartment: "shared", group: { title: "Defects" } });
  const when = { earliest: await today(), latest: await today() };
  const fact = `VF-${await put(buyer, "add-fact", { compartment: "shared", fact: { text: "They cracked", when } })}`;
  const issue = `VI-${await put(officer, "add-issue", { compartment: "shared", issue: { text: "Sound?", element: "CISG 35" } })}`;
  const link = `VL-${await put(buyer, "add-link", { compartment: "shared", link: { fact, issue, proves: "that" } })}`;
  const hold = `VH-${await put(officer, "place-hold", { compartment: "officer", hold: { reference: "Order 5" } })}`;
  for (const one of [buyer, supplier, officer]) await one.call("dossiers.read", { dossier });
  await buyer.call("dossiers.chronology", { dossier });
  await buyer.call("dossiers.readiness", { dossier, for: "cietac", opponents: "2", members: "1" });
  await buyer.call("dossiers.exhibit-list", { dossier });
  await put(buyer, "drop-link", { id: link });
  await put(supplier, "drop-fact", { id: fact }, "dossier.not_yours");
  await put(officer, "let-go", { hold, reason: "over" });
  await buyer.call("dossiers.open-alone", {}, { against: "Teak Co", title: "Off the platform" });

  // Its files: in by pieces, out as they came, sealed, and taken in again.
  const with_headers = (client, more) => {
    const one = new Client(client.key);
    one.headers = (command) => ({ ...Client.prototype.headers.call(one, command), "Tus-Resumable": "1.0.0", ...more });
    return one;
  };
  async function upload(client, bytes) {
    const { id } = await with_headers(client, { "Upload-Length": `${bytes.length}` }).call("uploads.create");
    await with_headers(client, { "Upload-Offset": "1" }).call("uploads.append", { upload: id }, bytes, "upload.offset");
    await with_headers(client, { "Upload-Offset": "0" }).call("uploads.append", { upload: id }, bytes);
    return (await client.call("uploads.read", { upload: id })).digest;
  }
  await buyer.call("uploads.create", {}, undefined, "upload.version");
  const { id: left } = await with_headers(buyer, { "Upload-Length": "9" }).call("uploads.create");
  await with_headers(buyer, {}).call("uploads.abandon", { upload: left });
  if ((await upload(buyer, "hello")) !== digest("hello")) flaw("uploads.read: another digest");
  const hello = { ...piece("hello"), media_type: "application/octet-stream" };
  const exhibit = `VX-${await put(buyer, "add-exhibit", { compartment: "shared", exhibit: hello })}`;
  if ((await supplier.call("exhibits.content", { dossier, exhibit })) !== "hello") flaw("exhibits.content: other bytes");
  for (const id of ["exhibits.receipt", "exhibits.record", "exhibits.reading", "dossiers.custody"]) await buyer.call(id, { dossier, exhibit });
  await buyer.call("dossiers.search", { dossier, q: "hello", limit: "5" });
  await buyer.call("dossiers.search", { dossier }, undefined, "query.wrong");
  const sealing = { compartment: "shared", exhibits: [], to: "CIETAC", how: "", note: "" };
  await buyer.call("bundles.seal", { dossier }, sealing, "bundle.empty");
  await put(buyer, "number", { compartment: "shared" });
  await buyer.call("bundles.seal", { dossier }, sealing);
  await supplier.call("receivers.list");
  const packet = { receiver: "cietac", compartment: "shared", papers: ["article-93", "rule-902"] };
  const checked = await buyer.call("packets.check", { dossier }, packet);
  if (checked.breaches === 0 || checked.exhibits[0].mark !== "E1") flaw(`packets.check: ${JSON.stringify(checked)}`);
  const refused_packet = await buyer.call("packets.make", { dossier }, packet, "packet.breaches");
  if (refused_packet.errors.length !== checked.breaches) flaw("packets.make: it names other breaches than the check");
  await buyer.call("packets.make", { dossier }, { ...packet, despite_breaches: true });
  await buyer.call("bundles.import", { dossier }, { compartment: "shared", digest: digest("hello"), from: "x" }, "bundle.not_taken");
  for (const id of ["vault.checkpoint", "vault.keys"]) await supplier.call(id);
  await supplier.call("vault.consistency", { from: "1", to: "1" });
  await supplier.call("vault.stamps");
  await officer.call("vault.rotate-key", {}, { reason: "" }, "key.reason");
  await officer.call("vault.rotate-key", {}, { reason: "yearly" });
  await officer.call("vault.report-incident", {}, { says: "" }, "incident.says");
  await officer.call("vault.report-incident", {}, { says: "the cooling failed for an hour" });
  await buyer.call("dossiers.list");
  await buyer.call("history.read", { kind: "dossiers", id: dossier });

  // The legal track beside it: the buyer's side alone, and its counsel in person.
  const asked_in = await officer.call("invitations.make", {}, { role: "counsel", party: buyerId, email: "li@example.org", days: 7 });
  await nobody.call("invitations.accept", {}, person("li", asked_in.token));
  const counsel = new Client();
  await counsel.signIn("li@example.org", password);
  const { id: matter } = await buyer.call("matters.open", { order }, { currency: "USD", language: "bilingual", counsel: "Li & Partners", title: "Chairs" });
  if (matter !== order.replace("O-", "L-")) flaw(`matters.open: ${matter} of ${order}`);
  await supplier.call("matters.read", { matter }, undefined, "http.not_found");
  await officer.call("matters.read", { matter }, undefined, "http.not_found");
  const sue = (client, action, body, expected) => client.call(`matters.${action}`, { matter }, body, expected);
  await sue(buyer, "add-pursued", { pursued: { name: "Teak Co", country: "CN" } });
  await sue(buyer, "check-conflict", { check: { names: ["Teak Co"], checked_by: "Ms Li", on: await today() } }, "matter.needs_counsel");
  await sue(counsel, "check-conflict", { check: { names: ["Teak Co"], result: "clear", checked_by: "Ms Li", on: await today() } });
  await sue(buyer, "add-head", { head: { kind: "price", amount: usd(50000), basis: "Civil Code art. 566" } });
  await sue(buyer, "state-footing", { footing: { law: "open", known_on: await today(), defect_found_on: await today(), cisg: true } });
  await sue(counsel, "choose-forum", { choice: { forum: "cietac", bench: "cietac", reasons: "the contract says so" } });
  await sue(buyer, "make-paper", { paper: { kind: "demand-letter", language: "en", digest: digest("demand"), title: "Demand" } });
  await sue(counsel, "approve-paper", { number: 1, digest: digest("demand") });
  await sue(buyer, "send-paper", { number: 1, sending: { on: await today(), to: "Teak Co", how: "EMS 1", proof: "sent" } });
  await sue(buyer, "make-offer", { offer: { amount: usd(20000), full_and_final: true, valid_until: await today(), terms: "now" } });
  const pursuit = await buyer.call("matters.read", { matter });
  if (pursuit.waivers.length !== 1 || pursuit.interlocks.claims.length === 0) flaw(`matters.read: ${JSON.stringify(pursuit.interlocks)}`);
  await sue(counsel, "accept-offer", { number: 1, read: { here: usd(1) } }, "matter.waiver_unread");
  const counted = await buyer.call("matters.deadlines", { matter });
  if (!counted.deadlines.some((one) => one.deadline === "limitation" && one.due)) flaw(`matters.deadlines: ${JSON.stringify(counted)}`);
  if (!(await buyer.call("matters.calendar", { matter })).startsWith("BEGIN:VCALENDAR")) flaw("matters.calendar: no calendar");
  await buyer.call("matters.plan", { matter, loss: "wire,fraud" });
  await buyer.call("matters.plan", { matter, loss: "rain" }, undefined, "query.wrong");
  await supplier.call("matters.plan", { matter }, undefined, "http.not_found");
  const papers = await buyer.call("matters.documents", { matter });
  if (!papers.documents.some((one) => one.id === "demand-letter")) flaw(`matters.documents: ${JSON.stringify(papers)}`);
  await buyer.call("matters.draft", { matter }, { document: "demand-letter", format: "txt", language: "en" });
  await buyer.call("matters.draft", { matter }, { document: "ransom-note", format: "txt" }, "paper.unknown");
  await buyer.call("matters.draft", { matter }, { document: "demand-letter", fields: "buyer.nome = 1" }, "body.wrong");
  await supplier.call("matters.draft", { matter }, { document: "demand-letter" }, "http.not_found");
  const stated = await buyer.call("matters.statement", { matter, mode: "lpr-at-breach" });
  if (stated.lines.length === 0 || stated.mode !== "lpr-at-breach") flaw(`matters.statement: ${JSON.stringify(stated)}`);
  await supplier.call("matters.statement", { matter }, undefined, "http.not_found");
  for (const id of ["matters.forecast", "matters.cash", "matters.sensitivity"]) await buyer.call(id, { matter, samples: "2000" });
  await buyer.call("matters.forecast", { matter, samples: "1" }, undefined, "query.wrong");
  await supplier.call("matters.forecast", { matter }, undefined, "http.not_found");
  const weighed = await buyer.call("matters.weigh", { matter }, { instalments: [{ amount: usd(20000), secured: true }], full_and_final: true, samples: 2000 });
  if (weighed.counter.high.amount !== weighed.position.open.amount) flaw(`matters.weigh: ${JSON.stringify(weighed.counter)}`);
  await buyer.call("matters.weigh", { matter }, { instalments: [] }, "forecast.flaws");
  await buyer.call("matters.weigh-offer", { matter, number: "1", samples: "2000" });
  await buyer.call("claims.weigh-offer", { claim: pursuit.interlocks.claims[0].id }, undefined, "any");
  await buyer.call("matters.keep-forecast", { matter });
  for (const one of [buyer, officer]) for (const id of ["portfolio.read", "calibration.read"]) await one.call(id);
  await supplier.call("portfolio.read", {}, undefined, "http.not_found");
  await buyer.call("matters.list", { phase: "open", limit: "5" });
  await buyer.call("matters.open-outside", {}, { against: "Oak Co", currency: "CNY", language: "en", counsel: "", title: "Off the platform" });
  await buyer.call("history.read", { kind: "matters", id: matter });
  await counsel.call("people.access-log", { kind: "matters", id: matter });
  await supplier.call("people.access-log", { kind: "matters", id: matter }, undefined, "http.not_found");
  await supplier.call("matters.handover", { matter }, { to: "Smith LLP" }, "http.not_found");
  await counsel.call("matters.handover", { matter }, { to: "Smith LLP", passphrase: "short" }, "body.wrong");
  if (!(await counsel.call("matters.handover", { matter }, { to: "Smith LLP", passphrase: password })).startsWith("PK"))
    flaw("matters.handover: no zip");
  const feed = await counsel.call("feeds.make", {}, { name: "phone", matter });
  const secret = feed.path.replace("/v1/feeds/", "");
  if (!(await nobody.call("feeds.read", { feed: secret })).startsWith("BEGIN:VCALENDAR")) flaw("feeds.read: no calendar");
  if ((await counsel.call("feeds.list")).feeds.length !== 1) flaw("feeds.list: not one feed");
  await counsel.call("feeds.revoke", { feed: feed.feed.id });
  await nobody.call("feeds.read", { feed: secret }, undefined, "http.not_found");
  await buyer.call("feeds.make", {}, { name: "phone" }, "account.feed_person");

  // What a browser asks about whoever sits before it, and what is done about people.
  const oneself = await counsel.call("sessions.current");
  if (oneself.csrf !== counsel.csrf || oneself.memberships.length !== 1 || oneself.acting !== oneself.memberships[0].id) flaw(`sessions.current: ${JSON.stringify(oneself)}`);
  await nobody.call("sessions.current", {}, undefined, "account.not_signed_in");
  const elsewhere = new Client();
  await elsewhere.signIn("li@example.org", password);
  const ended = (await counsel.call("sessions.list")).sessions.find((one) => !one.is_this);
  await counsel.call("sessions.end", { session: ended.id });
  await counsel.call("sessions.end-others");
  await counsel.call("people.change-profile", {}, { name: "Li Wen", language: "zh" });
  await counsel.call("people.change-profile", {}, { name: "Li Wen", language: "no" }, "body.wrong");
  await counsel.call("people.change-email", {}, { password, email: "li.wen@example.org" });
  await counsel.call("people.renew-codes", {}, { password }, "account.no_factor");
  const everybody = await officer.call("people.list", { limit: "2" });
  await officer.call("people.list", { limit: "2", cursor: everybody.next });
  if ((await counsel.call("people.list")).items.length !== 1) flaw("people.list: not one person of the buyer");
  const part = await officer.call("memberships.add", {}, { person: oneself.person.id, role: "buyer", party: buyerId });
  await officer.call("memberships.end", { membership: part.id });
  await officer.call("people.disable", { person: oneself.person.id });
  await officer.call("people.enable", { person: oneself.person.id });
  await counsel.signIn("li.wen@example.org", password);
  const offered = await officer.call("invitations.make", {}, { role: "buyer", party: buyerId, email: "", days: 1 });
  if ((await nobody.call("invitations.look", {}, { token: offered.token })).party !== buyerId) flaw("invitations.look: another party");
  await nobody.call("invitations.look", {}, { token: "rl_none" }, "account.link_unknown");
  if ((await buyer.call("parties.names", { ids: `${buyerId},${supplierId}` })).parties.length !== 2) flaw("parties.names: not two");
  for (const one of [officer, buyer, supplier, counsel, bank, inspector]) await one.call("desk.start");
  for (const one of [officer, buyer, supplier, counsel]) await one.call("overview.read", { months: "3" });
  await bank.call("overview.read", {}, undefined, "http.not_found");

  // Standing, lists, the book, who did what.
  await officer.call("suppliers.take-measure", { party: supplierId }, { measure: "severe warning", days: 30, reason: "late", rule: "" });
  const lower = { measure: "cover lowered", days: 30, reason: "copies", rule: "" };
  await officer.call("suppliers.take-measure", { party: supplierId }, lower, "standing.how_far");
  await officer.call("suppliers.take-measure", { party: supplierId }, { ...lower, lowers_to: { share: "0.5" } });
  await officer.call("suppliers.read", { party: supplierId });
  await supplier.call("suppliers.read", { party: supplierId });
  await buyer.call("suppliers.badge", { party: supplierId });
  await buyer.call("orders.draft-many", {}, { orders: [{ terms: terms(10) }, { terms: { ...terms(10), goods: "" } }] });
  await bank.call("orders.receive-many", {}, { payments: [{ order: asked, payment: { amount: usd(1), reference: "more" } }] });
  const page = await buyer.call("orders.list", { limit: "2" });
  await buyer.call("orders.list", { limit: "2", cursor: page.next });
  await buyer.call("orders.list", { phase: "completed" });
  await buyer.call("orders.list", { phase: "nowhere" }, undefined, "query.wrong");
  for (const one of [buyer, supplier, officer]) await one.call("claims.list");
  await officer.call("ledger.read");
  await buyer.call("ledger.statement", { kind: "held", owner: order, currency: "USD" });
  await buyer.call("ledger.statement-csv", { kind: "held", owner: order, currency: "USD" });
  await officer.call("ledger.journal");
  for (const [kind, id] of [["orders", order], ["claims", claim], ["suppliers", supplierId], ["parties", supplierId], ["remittances", payout]])
    await supplier.call("history.read", { kind, id });
  await supplier.call("people.access-log", { kind: "claims", id: claim });
  await supplier.call("people.access-log", { kind: "orders", id: order });
  await supplier.call("people.access-log", { kind: "parties", id: supplierId });
  const events = new Client(buyer.key);
  const headers = events.headers.bind(events);
  events.headers = (command) => ({ ...headers(command), "Last-Event-ID": "0" });
  if (!/^id: \d+$/m.test(await events.call("events.stream"))) flaw("events.stream: no event came");
  await buyer.call("assessments.of-case", {}, { problems: 3 }, "case.wrong");
  await officer.call("people.recovery-link", { person: bo });
  await second.call("people.begin-factor", {}, { password });
  // What others are told. Nothing goes out: the addresses are given to nobody.
  await supplier.call("webhooks.types");
  const endpointOf = async (client, role, of) =>
    (await client.call("webhooks.make", {}, { url: "https://127.0.0.1:1/", description: "d", types: ["claim.*"], role, party: of })).endpoint.id;
  const endpoint = await endpointOf(supplier, "supplier", supplierId);
  const gone = await endpointOf(supplier, "supplier", supplierId);
  await supplier.call("webhooks.make", {}, { url: "http://example.org/", role: "supplier", party: supplierId }, "webhook.url");
  await supplier.call("webhooks.list");
  await supplier.call("webhooks.read", { endpoint });
  await supplier.call("webhooks.rotate-secret", { endpoint });
  await supplier.call("webhooks.change", { endpoint }, { description: "mended", types: [], on: true });
  await supplier.call("webhooks.ping", { endpoint });
  await supplier.call("webhooks.replay", { endpoint }, { since: "2026-01-01" });
  await supplier.call("webhooks.delete", { endpoint: gone });
  const { items: sent } = await supplier.call("deliveries.list", { endpoint, limit: "5" });
  await supplier.call("deliveries.list", { state: "nowhere" }, undefined, "query.wrong");
  await supplier.call("deliveries.read", { delivery: sent[0].id });
  await supplier.call("deliveries.replay", { delivery: sent[0].id });
  await second.call("notices.read");
  await second.call("notices.change", {}, { kind: "claim-closed", on: false });
  for (const id of ["notices.unsubscribe-page", "notices.unsubscribe"]) await nobody.call(id, { token: "U-1.x.y" }, undefined, "notice.link_unknown");
  for (const id of ["system.health", "system.ready", "system.problems"]) await nobody.call(id);
  await nobody.call("inspections.plan", { lot: "1200", level: "II", aql: "2.5" });
  await nobody.call("inspections.plan", { lot: "1" }, undefined, "query.wrong");
  await buyer.call("clauses.read", {}, { text: "All disputes shall be submitted to CIETAC for arbitration in Shenzhen under its rules in force." });
  await buyer.call("clauses.read", {}, { text: " " }, "body.wrong");
  await officer.call("system.views");
  await officer.call("system.metrics");
  await officer.call("system.backup");

  // What the play has not reached: with a body of the described form, which must be taken for one.
  const known = { P: supplierId, O: order, C: claim, R: payout, U: bo, today: await today() };
  const parameters = { order, claim, matter, party: supplierId, remittance: payout, movement: open.id, payout: batch, statement: taken.statements[0].statement, digest: book, edition, person: bo, key: own.id, invitation: spare.invitation.id, kind: "orders", id: order };
  const last = ["people.reset-factor", "system.rebuild", "people.sign-out"];
  for (const row of [...operations.values()].sort((a, b) => last.indexOf(a.id) - last.indexOf(b.id))) {
    if (row.calls > 0) continue;
    const schema = row.operation.requestBody?.content["application/json"]?.schema;
    const given = Object.fromEntries((row.path.match(/{[^}]+}/g) ?? []).map((name) => [name.slice(1, -1), parameters[name.slice(1, -1)]]));
    const answer = await officer.call(row.id, given, schema && sample(schema, known), "any");
    if (answer?.code === "body.wrong") flaw(`${row.id}: a body of the described form is refused: ${JSON.stringify(answer.errors)}`);
  }
}

try {
  await play();
} catch (error) {
  flaw(`the play stopped: ${error.message}`);
}
for (const { id, calls } of operations.values()) if (calls === 0) flaw(`${id} was never called`);
const calls = [...operations.values()].reduce((sum, row) => sum + row.calls, 0);
const succeeded = [...operations.values()].filter((row) => row.successes > 0).length;
for (const text of flaws) console.error(text);
console.log(`${operations.size} operations, ${succeeded} of them with a success, ${calls} exchanges, ${flaws.length} flaws`);
process.exit(flaws.length === 0 ? 0 : 1);
