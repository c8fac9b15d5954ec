/**
 * Reads a window, decides and writes, in one step that nothing interleaves. The server's clock
 * rules, so that replicas whose clocks differ still count into the same slots.
 *
 * Answers: admitted (0 or 1), now in ms, then slot and count of everything in the window.
 */
export const windowScript = `
local key = KEYS[1]
local act = ARGV[1]
local slotMs = tonumber(ARGV[2])
local slotsPerWindow = tonumber(ARGV[3])
local countMax = tonumber(ARGV[4])

local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
local current = math.floor(nowMs / slotMs)

local counts = {}
local total = 0
local newest = nil
local stored = redis.call('HGETALL', key)
for at = 1, #stored, 2 do
  local slot = tonumber(stored[at])
  local count = tonumber(stored[at + 1])
  if slot < current - slotsPerWindow or count <= 0 then
    redis.call('HDEL', key, stored[at])
  else
    counts[slot] = count
    total = total + count
    if newest == nil or slot > newest then newest = slot end
  end
end

local admitted = 0
if act == 'take' and total < countMax then
  admitted = 1
  counts[current] = redis.call('HINCRBY', key, string.format('%d', current), 1)
  redis.call('PEXPIRE', key, (slotsPerWindow + 2) * slotMs)
elseif act == 'giveBack' and newest ~= nil then
  counts[newest] = redis.call('HINCRBY', key, string.format('%d', newest), -1)
end

local answer = { admitted, nowMs }
for slot, count in pairs(counts) do
  answer[#answer + 1] = slot
  answer[#answer + 1] = count
end
return answer
`;
