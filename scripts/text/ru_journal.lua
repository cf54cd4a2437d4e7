-- text/ru_journal.lua -- words of bulk entering, copying of columns and the journal on paper.
return {
  cell_twice = "Эта клетка в одной вставке названа дважды",
  cells_note = "разом: {n}",
  copy_title = "Скопировать урок в параллель",
  copy_none = "Выберите урок, в который копировать",
  copy_not_yours = "В этот журнал копировать нельзя: он не той же параллели или ведёте его не вы",
  copy_done = "Скопировано: {name}, {date}",
  paper_title = "{name}: для печати",
  paper_left = "Отметки",
  paper_right = "Темы и задания",
  paper_sheet = "Разворот {n} из {all}",
  paper_note = "{pupil}, {date}: было «{was}», стало «{now}». {at}, {who}",
  paper_note_reason = "; причина: {reason}",
  paper_empty = "пусто",
}
