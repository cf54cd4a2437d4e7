-- school/act.lua -- the one way the school's rules write into the ledger.
-- Floor: school.  One call is one transaction and one signed commit.
local act = {}

-- Raises the error table of a refused verb, so that the transaction is undone.
function act.must(value, err)
  if value == nil or value == false then error(err or { code = "BUG", msg = "act" }, 0) end
  return value
end

-- Runs fn(store) as one commit in the name of the user at the desk.
-- opts.note: the commit's note; opts.keep: cells only, what is remembered of the frame stays.
-- Returns what fn returned (true when nothing), or nil, err with nothing written.
function act.write(desk, opts, fn)
  local st = desk.stick.store
  local began, err = st:begin({
    author = desk.me.login, grant = desk.access:grant(), policy = desk.rules:hash(), note = opts.note,
    clock_ok = desk.stick.clock_ok or false,
  })
  if not began then
    if err.code ~= "CLOCK" then return nil, err end
    return nil, { code = err.code, msg = (err.msg:gsub("(%d%d%d%d)-(%d%d)-(%d%d)", "%3.%2.%1")) }
  end
  local done, value = pcall(fn, st)
  if not done then
    st:rollback()
    if type(value) == "table" and value.code then return nil, value end
    if type(value) == "userdata" then return nil, value end
    error(value, 0)
  end
  local hash, refused = st:commit()
  if not hash then return nil, refused end
  desk.stick:wrote(opts.keep)
  return value == nil and true or value
end

return act
