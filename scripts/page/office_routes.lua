-- page/office_routes.lua -- the addresses of the office, in the form of page/pages.lua.
-- Floor: page.
local lazy = require "page.lazy"
local groups = lazy.page "page.office_groups"
local pupils = lazy.page "page.office_pupils"
local staff = lazy.page "page.office_staff"

local office_routes = {
  { "GET", "/office", staff.acts, "school" },
  { "POST", "/office/undo", staff.undo },
  { "GET", "/office/admit", pupils.admit, "pupils" },
  { "POST", "/office/admit", pupils.admit_set, "pupils" },
  { "GET", "/office/move", pupils.move, "pupils" },
  { "POST", "/office/move", pupils.move_set, "pupils" },
  { "GET", "/office/leave", pupils.leave, "pupils" },
  { "POST", "/office/leave", pupils.leave_set, "pupils" },
  { "GET", "/office/pupil/:id", pupils.card, "pupils" },
  { "POST", "/office/pupil/:id", pupils.card_set, "pupils" },
  { "GET", "/office/brought/:id", pupils.brought, "pupils" },
  { "POST", "/office/brought/:id", pupils.brought_set, "pupils" },
  { "GET", "/office/groups", groups.list, "school" },
  { "POST", "/office/groups", groups.add, "school" },
  { "GET", "/office/groups/new", groups.new, "school" },
  { "GET", "/office/groups/:id", groups.show, "school" },
  { "POST", "/office/groups/:id", groups.set, "school" },
  { "GET", "/office/groups/:id/journals", groups.journal_new, "school" },
  { "POST", "/office/groups/:id/journals", groups.journal_add, "school" },
  { "GET", "/office/journals/:id", groups.journal, "school" },
  { "POST", "/office/journals/:id", groups.journal_set, "school" },
  { "GET", "/office/staff", staff.list, "school" },
  { "POST", "/office/staff", staff.add, "school" },
  { "GET", "/office/staff/new", staff.new, "school" },
  { "GET", "/office/staff/:id", staff.show, "school" },
  { "POST", "/office/staff/:id", staff.set, "school" },
  { "GET", "/office/users/:login", staff.user, "school" },
  { "POST", "/office/users/:login", staff.user_set, "school" },
  { "GET", "/office/school", staff.school, "school" },
  { "POST", "/office/school", staff.school_set, "school" },
}

return office_routes
