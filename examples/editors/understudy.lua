-- Understudy in Neovim 0.11 or newer. Copy this file to ~/.config/nvim/plugin/understudy.lua
--
--   while you type   grey text is a suggestion: <Tab> takes it, <C-]> drops it (0.12: leaving insert mode)
--   gra              code actions: "Understudy: Generate with Tests" on a function with tests, or without a body
--   :Understudy      generate | wanted | status | snooze [minutes] | wake | restart
--                    (wanted: in a test, what it imports or calls and nobody has written yet)
--   statusline       %{get(g:, 'understudy_status', '')}
--
-- In your init.lua, if the defaults do not suit you:
--   vim.g.understudy = {
--     cmd = { '/path/to/understudy', 'serve' },
--     settings = { generate = { budgetSeconds = 20 } },  -- as in VS Code, without the leading "understudy."
--     accept_key = '<Tab>',
--   }

if vim.fn.has('nvim-0.11') == 0 then
  return vim.notify('Understudy needs Neovim 0.11 or newer.', vim.log.levels.WARN)
end

local options = vim.g.understudy or {}
local cmd = options.cmd or { 'understudy', 'serve' }
local accept_key = options.accept_key or '<Tab>'
local builtin = vim.lsp.inline_completion -- Neovim 0.12 shows inline completions itself

local METHOD = 'textDocument/inlineCompletion'
local AUTOMATIC = 2 -- InlineCompletionTriggerKind

---- Ghost text for Neovim 0.11: one suggestion, asked for at each change, dropped when the cursor leaves it.
local ghost = { space = vim.api.nvim_create_namespace('understudy') }

function ghost.hide()
  if ghost.cancel then
    ghost.cancel()
  end
  if ghost.buffer and vim.api.nvim_buf_is_valid(ghost.buffer) then
    vim.api.nvim_buf_clear_namespace(ghost.buffer, ghost.space, 0, -1)
  end
  ghost.item, ghost.cancel = nil, nil
end

function ghost.show(client, buffer, item)
  local lines = vim.split(item.insertText, '\r?\n')
  local rest = vim.tbl_map(function(line)
    return { { line, 'NonText' } }
  end, vim.list_slice(lines, 2))
  local at = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_buf_set_extmark(buffer, ghost.space, at[1] - 1, at[2], {
    virt_text = { { lines[1], 'NonText' } },
    virt_text_pos = 'inline',
    virt_lines = #rest > 0 and rest or nil,
  })
  ghost.client, ghost.buffer, ghost.item = client, buffer, item
end

function ghost.ask(client, buffer)
  ghost.hide()
  local at, tick = vim.api.nvim_win_get_cursor(0), vim.b[buffer].changedtick
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.context = { triggerKind = AUTOMATIC }
  local sent, id = client:request(METHOD, params, function(problem, result)
    local item = not problem and result and (result.items or result)[1]
    local here = vim.api.nvim_get_current_buf() == buffer and vim.api.nvim_get_mode().mode:find('^i')
    if item and here and vim.b[buffer].changedtick == tick and vim.deep_equal(at, vim.api.nvim_win_get_cursor(0)) then
      ghost.show(client, buffer, item)
    end
  end, buffer)
  ghost.cancel = sent and function()
    client:cancel_request(id)
  end
end

--- Whether there was one to take.
function ghost.accept()
  local client, buffer, item = ghost.client, ghost.buffer, ghost.item
  if not item or buffer ~= vim.api.nvim_get_current_buf() then
    return false
  end
  vim.schedule(function() -- the text is locked while a mapping is worked out
    ghost.hide()
    vim.lsp.util.apply_text_edits({ { range = item.range, newText = item.insertText } }, buffer, client.offset_encoding)
    local lines = vim.split(item.insertText, '\r?\n')
    local row, column = unpack(vim.api.nvim_win_get_cursor(0))
    if #lines == 1 then
      column = vim.str_byteindex(
        vim.api.nvim_get_current_line(), client.offset_encoding, item.range.start.character, false
      ) + #lines[1]
    else
      row, column = item.range.start.line + #lines, #lines[#lines]
    end
    vim.api.nvim_win_set_cursor(0, { row, column })
    client:exec_cmd(item.command, { bufnr = buffer }) -- this is how it learns what you take
  end)
  return true
end

local function attach(client, buffer)
  if builtin then
    builtin.enable(true, { bufnr = buffer })
  else
    local group = vim.api.nvim_create_augroup('understudy.' .. buffer, {})
    local on = function(events, does)
      vim.api.nvim_create_autocmd(events, { group = group, buffer = buffer, callback = does })
    end
    on({ 'TextChangedI' }, function()
      ghost.ask(client, buffer)
    end)
    on({ 'CursorMovedI' }, function()
      local mark = vim.api.nvim_buf_get_extmarks(buffer, ghost.space, 0, -1, { limit = 1 })[1]
      local at = vim.api.nvim_win_get_cursor(0)
      if mark and (mark[2] ~= at[1] - 1 or mark[3] ~= at[2]) then
        ghost.hide()
      end
    end)
    on({ 'InsertLeave', 'BufLeave' }, ghost.hide)
    vim.keymap.set('i', '<C-]>', ghost.hide, { buffer = buffer, desc = 'Drop the suggestion' })
  end
  local accept = builtin and builtin.get or ghost.accept
  vim.keymap.set('i', accept_key, function()
    if accept() then
      return ''
    elseif accept_key == '<Tab>' and vim.snippet.active({ direction = 1 }) then
      return '<Cmd>lua vim.snippet.jump(1)<CR>' -- what <Tab> does in Neovim
    end
    return accept_key
  end, { buffer = buffer, expr = true, desc = 'Take the suggestion' })
end

---- Commands
local function run(name, arguments, answered)
  local client = vim.lsp.get_clients({ name = 'understudy' })[1]
  if not client then
    return vim.notify('Understudy is not running: open a Python file.', vim.log.levels.WARN)
  end
  local command = { title = name, command = 'understudy.' .. name, arguments = arguments }
  client:exec_cmd(command, {}, function(problem, result)
    if problem then
      vim.notify('Understudy: ' .. problem.message, vim.log.levels.ERROR)
    elseif answered then
      answered(result)
    end
  end)
end

--- What goes on, in one line: "paused: snoozed" or "ready · understudy-tiny · 41 ms".
local function line(status)
  local words = { status.pausedBy ~= '' and status.state .. ': ' .. status.pausedBy or status.state }
  if status.model ~= '' then
    table.insert(words, status.model)
  end
  if status.lastMs > 0 then
    table.insert(words, ('%d ms'):format(status.lastMs))
  end
  return table.concat(words, ' · ')
end

local does = {
  generate = function()
    vim.lsp.buf.code_action({
      context = { only = { 'refactor.rewrite' }, diagnostics = {} },
      filter = function(action)
        return vim.startswith(action.title, 'Understudy: ')
      end,
      apply = true,
    })
  end,
  wanted = function()
    local at = vim.lsp.util.make_position_params(0, 'utf-16') -- of the position only the line is used
    run('generateForTest', { { uri = at.textDocument.uri, position = at.position, apply = true } })
  end,
  status = function()
    run('status', {}, function(status)
      local kept = ('%d of %d suggestions taken'):format(status.accepted, status.shown)
      local said = { 'Understudy ' .. line(status), kept, status.detail, status.nextStep }
      said = vim.tbl_filter(function(text)
        return text ~= ''
      end, said)
      vim.notify(table.concat(said, '\n'))
    end)
  end,
  snooze = function(minutes)
    run('snooze', minutes and { { minutes = tonumber(minutes) } } or {})
  end,
  wake = function()
    run('wake', {})
  end,
  restart = function()
    run('restartEngine', {})
  end,
}

vim.api.nvim_create_user_command('Understudy', function(given)
  local what = does[given.fargs[1]]
  if not what then
    return vim.notify('Understudy: one of ' .. table.concat(vim.tbl_keys(does), ', '), vim.log.levels.WARN)
  end
  what(given.fargs[2])
end, {
  nargs = '+',
  complete = function(begun)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, begun)
    end, vim.tbl_keys(does))
  end,
})

---- The server
vim.lsp.config('understudy', {
  cmd = cmd,
  filetypes = { 'python' },
  root_markers = { 'pyproject.toml', 'setup.py', 'setup.cfg', '.git' },
  settings = { understudy = options.settings },
  capabilities = {
    textDocument = { inlineCompletion = { dynamicRegistration = false } },
    workspace = { workspaceEdit = { documentChanges = true } }, -- Neovim can, and 0.11 does not say so
  },
  handlers = {
    ['understudy/status'] = function(_, status)
      vim.g.understudy_status = line(status)
      vim.cmd.redrawstatus()
    end,
  },
  on_attach = attach,
})

if vim.fn.executable(cmd[1]) == 1 then
  vim.lsp.enable('understudy')
else
  local how = 'Install it (examples/editors/README.md), or name it in vim.g.understudy.cmd.'
  vim.notify(('Understudy: there is no %s. %s'):format(cmd[1], how), vim.log.levels.WARN)
end
