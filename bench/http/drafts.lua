-- Drafts of orders for wrk: RECOURSE_BENCH_TERMS names a file with the terms; RECOURSE_BENCH_BULK says how many go into
-- one request. Every request has a key of its own.
local file = assert(io.open(os.getenv("RECOURSE_BENCH_TERMS")))
local draft = '{"terms":' .. file:read("a") .. "}"
file:close()
local bulk = tonumber(os.getenv("RECOURSE_BENCH_BULK") or "0")
local body = draft
if bulk > 0 then
    body = '{"orders":[' .. string.rep(draft, bulk, ",") .. "]}"
end
local run = string.format("%x", os.time()) .. tostring({}):match("0x(%x+)")
local made = 0

function request()
    made = made + 1
    return wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Idempotency-Key"] = run .. "-" .. made,
        ["Authorization"] = wrk.headers["Authorization"] }, body)
end
