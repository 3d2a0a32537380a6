-- The requests of load.sh: results pages of the questions in a file, in their order.
-- QUESTIONS names the file, a question a line; QUERY is added to each address.

local addresses = {}
local place = 0

local function encoded(text)
  return (text:gsub("[^%w%-%._~]", function(byte) return string.format("%%%02X", byte:byte()) end))
end

function init()
  local path = os.getenv("PAGE") or "/"
  for line in io.lines(os.getenv("QUESTIONS")) do
    if line ~= "" then
      addresses[#addresses + 1] = path .. "?q=" .. encoded(line) .. (os.getenv("QUERY") or "")
    end
  end
  math.randomseed(os.time())
  place = math.random(#addresses)
end

function request()
  place = place % #addresses + 1
  return wrk.format("GET", addresses[place], { ["Accept-Language"] = "ja" })
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    "answers %d in %.1f s: %.0f a second; p50 %.1f ms, p99 %.1f ms; not 2xx %d, other errors %d",
    summary.requests, summary.duration / 1e6, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
