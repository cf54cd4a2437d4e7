-- policies/base/levels.lua -- learning without marks: levels and «освоил / не освоил» for additional
-- education.
-- A policy uses it with extends = "base/levels"; everything of base/school stays available.
-- Journals choose the scale by their grading: "levels" (three levels) or "mastered" (mastered or not).
local p = policy{ api = 1, id = "base/levels", extends = "base/school",
  title = "Учёт без отметок: уровни и освоение" }

local LOCAL = "обычная практика дополнительного образования, не проверено по тексту"
local LEVELS, MASTERED = { "levels" }, { "mastered" }

p.labels{ set = "roles", key = "head", text = "руководитель" }
p.labels{ set = "roles", key = "teacher", text = "педагог" }
p.labels{ set = "roles", key = "class_teacher", text = "куратор группы" }
p.labels{ set = "group_kinds", key = "group", text = "учебная группа", ord = 1 }
p.labels{ set = "group_results", key = "group", text = "итоги по периодам" }
p.labels{ set = "gradings", key = "levels", text = "уровни освоения" }
p.labels{ set = "gradings", key = "mastered", text = "освоил / не освоил" }

p.scale{ id = "scale.level_high", key = "high", symbol = "выс", kind = "level", result = true, passed = true,
  prints = "выс", label = "высокий уровень", grading = LEVELS, aliases = { "высокий", "в" }, verified = false,
  source = LOCAL }
p.scale{ id = "scale.level_middle", key = "middle", symbol = "сред", kind = "level", result = true,
  passed = true,
  prints = "сред", label = "средний уровень", grading = LEVELS, aliases = { "средний", "с" },
    verified = false,
  source = LOCAL }
p.scale{ id = "scale.level_low", key = "low", symbol = "нач", kind = "level", result = true, passed = true,
  prints = "нач", label = "начальный уровень", grading = LEVELS, aliases = { "начальный", "низкий", "низк" },
    verified = false,
  source = LOCAL }

p.scale{ id = "scale.mastered", key = "mastered", symbol = "освоил", kind = "level", result = true,
  passed = true,
  prints = "освоил", label = "программа освоена", grading = MASTERED, aliases = { "да", "+", "осв+",
    "освоено" },
  verified = false, source = LOCAL }
p.scale{ id = "scale.not_mastered", key = "not_mastered", symbol = "не освоил", kind = "level", result = true,
  passed = false, prints = "не освоил", label = "программа не освоена", grading = MASTERED,
  aliases = { "нет", "-", "неосвоил", "не освоено" }, verified = false, source = LOCAL }

p.rounding{ id = "round.period_levels", use = "period", grading = "levels", rule = "agree", min_marks = 1,
  verified = false, source = LOCAL, text = "Уровень за период предлагается, когда все записи одинаковы; "
    .. "иначе решает педагог." }
p.rounding{ id = "round.period_mastered", use = "period", grading = "mastered", rule = "agree", min_marks = 1,
  verified = false, source = LOCAL, text = "Освоение предлагается, когда все записи одинаковы; иначе "
    .. "решает педагог." }
p.rounding{ id = "round.year_levels", use = "year", grading = "levels", rule = "agree", min_periods = 1,
  verified = false, source = LOCAL, text = "Год: общий уровень периодов; если они разные, решает педагог." }
p.rounding{ id = "round.year_mastered", use = "year", grading = "mastered", rule = "agree", min_periods = 1,
  verified = false, source = LOCAL, text = "Год: освоено, когда освоены все периоды; иначе решает педагог." }

return p
