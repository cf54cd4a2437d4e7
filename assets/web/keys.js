// keys.js -- what a key writes into a cell: Russian letters in any layout, a slash after a mark.

// Letters by the place of the key, for those who forgot to switch the layout.
const LETTERS = 'KeyQйKeyWцKeyEуKeyRкKeyTеKeyYнKeyUгKeyIшKeyOщKeyPзKeyAфKeySыKeyDвKeyFаKeyGпKeyHрKeyJоKeyKлKeyLдKeyZя'
  + 'KeyXчKeyCсKeyVмKeyBиKeyNтKeyMь';
const PLACES = Object.fromEntries(LETTERS.match(/Key../g).map((pair) => [pair.slice(0, 4), pair[4]]));
Object.assign(PLACES, { Comma: 'б', BracketLeft: 'х', BracketRight: 'ъ', Semicolon: 'ж', Quote: 'э', Backquote: 'ё' });

/** The letter or digit an event writes after `typed`; '' when it writes none. */
export function sign(event, typed) {
  const key = event.key;
  if (key.length !== 1 || event.altKey) return '';
  const after = /\d$/.test(typed || '');
  // The key of the slash gives a dot in the Russian layout; after a mark only a slash makes sense there.
  if (after && (key === '.' || key === ',') && /Slash|Decimal/.test(event.code)) return '/';
  const place = /[a-z[\]{};:'"`~<,]/i.test(key) && PLACES[event.code];
  if (place) return event.shiftKey && /[a-z]/i.test(key) ? place.toUpperCase() : place;
  return /[0-9а-яё+\-./ *]/i.test(key) ? key : '';
}
