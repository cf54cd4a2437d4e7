// server.mjs -- the server of the pages as the network sees it: starts tests/http/_server.lua in the real
// executable ($ZHURNAL) and sends it raw requests. A case is a row: request, status, what the answer must and
// must not contain. Prints TAP lines and, last, "N passed, N failed".

import net from "node:net"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { setTimeout as sleep } from "node:timers/promises"

const program = process.env.ZHURNAL
const app = fileURLToPath(new URL("_server.lua", import.meta.url))
const TIMEOUT = 2 // seconds the server gives a request, so that the slow cases end soon

let passed = 0, failed = 0
function ok(good, name, note) {
  if (good) passed++
  else failed++
  console.log(`${good ? "ok" : "not ok"} ${passed + failed} - ${name}`)
  if (!good && note !== undefined) console.log("# " + String(note).slice(0, 600).replaceAll("\n", "\n# "))
}
const is = (got, want, name) => ok(got === want, name, `got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`)

// -- a server and a client ----------------------------------------------------

async function start(env = {}) {
  const child = spawn(program, ["--test", app], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] })
  let text = ""
  child.stdout.setEncoding("utf8")
  await new Promise((resolve, reject) => {
    child.stdout.on("data", s => { text += s; if (text.includes("\n")) resolve() })
    child.on("exit", code => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
  const url = new URL(text.split("\n")[0])
  const ended = new Promise(resolve => child.on("exit", resolve))
  return { child, url, port: +url.port, secret: url.searchParams.get("k"), text: () => text, ended }
}

// Split a stream of answers; `heads[i]` tells that answer i has no body.
function parse(bytes, heads = []) {
  const answers = []
  while (bytes.length) {
    const end = bytes.indexOf("\r\n\r\n")
    if (end < 0) break
    const [first, ...lines] = bytes.subarray(0, end).toString().split("\r\n")
    const status = +first.split(" ")[1]
    const headers = {}
    for (const line of lines) headers[line.slice(0, line.indexOf(":")).toLowerCase()] = line.slice(line.indexOf(":") + 1).trim()
    const size = heads[answers.length] || status < 200 ? 0 : +(headers["content-length"] ?? 0)
    const body = bytes.subarray(end + 4, end + 4 + size)
    if (body.length < size) break
    if (status >= 200) answers.push({ status, headers, head: lines.join("\n"), body: body.toString(), bytes: body.length })
    bytes = bytes.subarray(end + 4 + size)
  }
  answers.rest = bytes.toString()
  return answers
}

// Send the pieces, read until `count` answers are there, the server closes, or `wait` ms are over.
function send(port, pieces, { count = 1, wait = 5000, heads, pause = 0 } = {}) {
  return new Promise(resolve => {
    const socket = net.connect(port, "127.0.0.1")
    let bytes = Buffer.alloc(0), closed = false
    const timer = setTimeout(done, wait)
    function done() {
      clearTimeout(timer)
      socket.destroy()
      resolve(Object.assign(parse(bytes, heads), { closed }))
    }
    socket.on("data", s => { bytes = Buffer.concat([bytes, s]); if (parse(bytes, heads).length >= count) done() })
    socket.on("close", () => { closed = true; done() })
    socket.on("error", () => {})
    socket.on("connect", async () => {
      socket.setNoDelay(true)
      for (const piece of [pieces].flat()) {
        if (socket.destroyed) return
        socket.write(piece)
        if (pause) await sleep(pause)
      }
    })
  })
}

// The bytes of a request; a header given as null is left out, as an array sent more than once.
function request(method, target, headers = {}, body = "") {
  const all = { Host: `127.0.0.1:${s.port}`, Cookie: cookie, ...headers }
  if (body.length && !("Content-Length" in all) && !("Transfer-Encoding" in all)) all["Content-Length"] = Buffer.byteLength(body)
  const lines = Object.entries(all).flatMap(([k, v]) => v === null ? [] : [v].flat().map(one => `${k}: ${one}`))
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`), Buffer.from(body)])
}

async function ask(method, target, headers, body, options) {
  const answers = await send(s.port, request(method, target, headers, body), { heads: [method === "HEAD"], ...options })
  return answers[0] ?? { status: 0, headers: {}, head: "", body: "", bytes: 0 }
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded" }
const SECURITY = {
  "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  "x-content-type-options": "nosniff", "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
}

// One row: [name, [method, target, headers, body], status, must contain, must not contain]
async function table(title, rows) {
  console.log("# " + title)
  for (const [name, what, status, has = [], not = []] of rows) {
    const a = await ask(...what)
    const all = a.head + "\n\n" + a.body
    const wrong = [
      ...(a.status === status ? [] : [`status ${a.status}, want ${status}`]),
      ...[has].flat().filter(x => !all.includes(x)).map(x => "lacks " + x),
      ...[not].flat().filter(x => all.includes(x)).map(x => "has " + x),
      ...(a.status >= 200 ? Object.entries(SECURITY).filter(([k, v]) => a.headers[k] !== v).map(([k]) => "header " + k) : []),
      ...(a.head.includes("immutable") || a.headers["cache-control"] === "no-store" ? [] : ["may be cached"]),
    ]
    ok(!wrong.length, name, wrong.join("\n") + "\n" + all)
  }
}

// -- the cases ------------------------------------------------------------------

let s = await start({ ZHURNAL_TEST_TIMEOUT: String(TIMEOUT) })
let cookie = null
const K = `/?k=${s.secret}`
ok(/^[0-9a-f]{32}$/.test(s.secret), "the secret has 128 bits")

const host = h => ["GET", "/", { Host: h }]
const REOPEN = ["Откройте программу снова", "двойным щелчком"]
await table("entering", [
  ["no cookie", ["GET", "/"], 403, ["X-Zhurnal-Refused: session", ...REOPEN], ["<style", "<script", "<link", "Set-Cookie"]],
  ["no cookie, static file", ["GET", "/a/0123456789ab/base.css"], 403, REOPEN],
  ["no cookie, POST", ["POST", "/mark", FORM, "mark=5"], 403, REOPEN],
  ["wrong secret", ["GET", "/?k=" + "0".repeat(32)], 403, REOPEN, "Set-Cookie"],
  ["short secret", ["GET", "/?k=" + s.secret.slice(0, 31)], 403, REOPEN, "Set-Cookie"],
  ["long secret", ["GET", K + "0"], 403, REOPEN, "Set-Cookie"],
  ["empty secret", ["GET", "/?k="], 403, REOPEN, "Set-Cookie"],
  ["the secret in a POST does not enter", ["POST", K, FORM, "a=1"], 403, REOPEN, "Set-Cookie"],
  ["the secret with a foreign Host", ["GET", K, { Host: "evil.example" }], 403, "Refused: host", "Set-Cookie"],
  ["an invented cookie", ["GET", "/", { Cookie: `zh${s.port}=${"a".repeat(32)}` }], 403, REOPEN],
  ["an empty cookie", ["GET", "/", { Cookie: `zh${s.port}=` }], 403, REOPEN],
  ["the right secret", ["GET", K], 303, ["Location: /\n", `Set-Cookie: zh${s.port}=`, "; HttpOnly; SameSite=Strict; Path=/"], s.secret],
  ["the address is kept without the secret", ["GET", `/a%20b/%D0%96?x=1%26&k=${s.secret}&y=%D0%AF`], 303, "Location: /a%20b/%D0%96?x=1%26&y=%D0%AF\n", s.secret],
  ["entering never leaves the server", ["GET", "//evil.example" + K], 400, [], ["Location", "Set-Cookie"]],
])

async function enter() {
  const a = await ask("GET", K, { Cookie: null })
  return a.headers["set-cookie"].split(";")[0]
}
cookie = await enter()
const second = await enter()
ok(cookie !== second, "each use of the secret makes another session")
const csrf = (await ask("GET", "/")).body.match(/<i>([0-9a-f]{32})<\/i>/)?.[1]
const csrf2 = (await ask("GET", "/", { Cookie: second })).body.match(/<i>([0-9a-f]{32})<\/i>/)?.[1]
ok(csrf && csrf2 && csrf !== csrf2, "each session has its own csrf token")
await ask("GET", "/keep?set=first")
is((await ask("GET", "/keep")).body, "first", "the session table is kept")
is((await ask("GET", "/keep", { Cookie: second })).body, "nil", "and is not another session's")

const p = s.port, H403 = [403, "Refused: host"]
await table("Host", [
  ["127.0.0.1:port", host(`127.0.0.1:${p}`), 200],
  ["localhost:port", host(`localhost:${p}`), 200],
  ["LocalHost:port", host(`LocalHost:${p}`), 200],
  ["none", host(null), ...H403],
  ["another name", host("evil.example"), ...H403],
  ["another name with our port", host(`evil.example:${p}`), ...H403],
  ["ours as a prefix", host(`127.0.0.1:${p}.evil.example`), ...H403],
  ["ours as a prefix, digits", host(`127.0.0.1:${p}0`), ...H403],
  ["localhost as a prefix", host(`localhost.evil.example:${p}`), ...H403],
  ["without the port", host("127.0.0.1"), ...H403],
  ["another port", host(`127.0.0.1:${p === 80 ? 81 : 80}`), ...H403],
  ["a user before it", host(`x@127.0.0.1:${p}`), ...H403],
  ["empty", host(""), ...H403],
  ["IPv6", host(`[::1]:${p}`), ...H403],
  ["twice", host([`127.0.0.1:${p}`, "evil.example"]), 400],
  ["absolute target", ["GET", `http://127.0.0.1:${p}/`], 400],
])

const mark = (headers, body = `mark=5&csrf=${csrf}`) => ["POST", "/mark", { ...FORM, ...headers }, body]
await table("POST", [
  ["same origin and token", mark({ Origin: `http://127.0.0.1:${p}` }), 200, "ok 5"],
  ["no Origin, token", mark({}), 200, "ok 5"],
  ["no Origin, Sec-Fetch-Site: same-origin", mark({ "Sec-Fetch-Site": "same-origin" }), 200, "ok 5"],
  ["no Origin, Sec-Fetch-Site: same-site", mark({ "Sec-Fetch-Site": "same-site" }), 403, "Refused: origin"],
  ["no Origin, Sec-Fetch-Site: cross-site", mark({ "Sec-Fetch-Site": "cross-site" }), 403, "Refused: origin"],
  ["no Origin, Sec-Fetch-Site: none", mark({ "Sec-Fetch-Site": "none" }), 403, "Refused: origin"],
  ["foreign Origin", mark({ Origin: "http://evil.example" }), 403, "Refused: origin", "ok 5"],
  ["Origin of another port", mark({ Origin: "http://127.0.0.1:1" }), 403, "Refused: origin"],
  ["Origin with ours as a prefix", mark({ Origin: `http://127.0.0.1:${p}.evil.example` }), 403, "Refused: origin"],
  ["Origin by https", mark({ Origin: `https://127.0.0.1:${p}` }), 403, "Refused: origin"],
  ["Origin of the other name", mark({ Origin: `http://localhost:${p}` }), 403, "Refused: origin"],
  ["Origin: null", mark({ Origin: "null" }), 403, "Refused: origin"],
  ["Origin twice", mark({ Origin: [`http://127.0.0.1:${p}`, "http://evil.example"] }), 403, "Refused: origin"],
  ["no token", mark({}, "mark=5"), 403, ["Refused: csrf", "Данные не изменены"], "ok 5"],
  ["empty token", mark({}, "mark=5&csrf="), 403, "Refused: csrf"],
  ["wrong token", mark({}, "mark=5&csrf=" + "0".repeat(32)), 403, "Refused: csrf"],
  ["a prefix of the token", mark({}, "mark=5&csrf=" + csrf.slice(0, 31)), 403, "Refused: csrf"],
  ["another session's token", mark({}, `mark=5&csrf=${csrf2}`), 403, "Refused: csrf"],
  ["the token in the address does not count", ["POST", `/mark?csrf=${csrf}`, FORM, "mark=5"], 403, "Refused: csrf"],
  ["token in the header", mark({ "X-Zhurnal-Csrf": csrf }, "mark=4"), 200, "ok 4"],
  ["wrong token in the header", mark({ "X-Zhurnal-Csrf": "0".repeat(32) }), 403, "Refused: csrf"],
  ["empty body, token in the header", ["POST", "/echo", { "X-Zhurnal-Csrf": csrf, "Content-Length": "0" }], 200, '"method":"POST"'],
])

const JSONT = { "Content-Type": "application/json", "X-Zhurnal-Csrf": csrf }
const part = (head, body) => `--XyZ\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
const MULTI = { "Content-Type": "multipart/form-data; boundary=XyZ" }
const big = "a".repeat(3 * 1024 * 1024)
const chunks = (...list) => list.map(c => `${c.length.toString(16)}\r\n${c}\r\n`).join("") + "0\r\n\r\n"
await table("bodies", [
  ["form, plus and percent", ["POST", "/echo", FORM, `name=%D0%98%D0%B2%D0%B0%D0%BD+%2B&csrf=${csrf}`], 200, '"name":"Иван +"'],
  ["form, charset in the type", ["POST", "/echo", { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" }, `a=1&csrf=${csrf}`], 200, '"a":"1"'],
  ["a name twice: last value, all in repeated", ["POST", "/echo", FORM, `a=1&a=2&a=3&csrf=${csrf}`], 200, ['"a":"3"', '"repeated":{"a":["1","2","3"]}']],
  ["names without values", ["POST", "/echo", FORM, `a&b=&&=c&csrf=${csrf}`], 200, ['"a":""', '"b":""', '"":"c"']],
  ["form, broken percent sign", ["POST", "/echo", FORM, `a=%4&csrf=${csrf}`], 400, "Refused: request"],
  ["form, not UTF-8", ["POST", "/echo", FORM, `a=%FF&csrf=${csrf}`], 400, "Refused: request"],
  ["form, NUL", ["POST", "/echo", FORM, `a=%00&csrf=${csrf}`], 400, "Refused: request"],
  ["form, surrogate", ["POST", "/echo", FORM, `a=%ED%A0%80&csrf=${csrf}`], 400, "Refused: request"],
  ["form, too many fields", ["POST", "/echo", FORM, "a&".repeat(20001) + `csrf=${csrf}`], 400, "Refused: request"],
  ["JSON comes raw", ["POST", "/echo", JSONT, '{"a":"%41+"}'], 200, '"body":"{\\"a\\":\\"%41+\\"}"'],
  ["chunked", ["POST", "/mark", { ...FORM, "Transfer-Encoding": "chunked" }, chunks("mark=3&cs", `rf=${csrf}`)], 200, "ok 3"],
  ["multipart", ["POST", "/echo", MULTI, part('name="csrf"', csrf) + part('name="a"', "Ж\r\n-") + part('name="f"; filename="о \\"x\\".csv"\r\nContent-Type: text/csv', "1;2\0") + "--XyZ--\r\n"], 200,
    ['"a":"Ж\\r\\n-"', '"f":{"name":"о \\"x\\".csv","size":4,"type":"text/csv"}']],
  ["multipart, empty file", ["POST", "/echo", MULTI, part('name="csrf"', csrf) + part('name="f"; filename=""', "") + "--XyZ--\r\n"], 200, '"f":{"name":"","size":0,"type":""}'],
  ["multipart, no end", ["POST", "/echo", MULTI, part('name="csrf"', csrf)], 400],
  ["multipart, no boundary", ["POST", "/echo", { "Content-Type": "multipart/form-data" }, part('name="csrf"', csrf) + "--XyZ--\r\n"], 400],
  ["multipart, no name", ["POST", "/echo", MULTI, part('x="csrf"', csrf) + "--XyZ--\r\n"], 400],
  ["2 MB exactly", ["POST", "/size", { ...JSONT }, "a".repeat(2 * 1024 * 1024)], 200, "2097152"],
  ["2 MB and a byte", ["POST", "/size", { ...JSONT }, "a".repeat(2 * 1024 * 1024 + 1)], 413, "Refused: body"],
  ["3 MB", ["POST", "/size", { ...JSONT }, big], 413, "Слишком много данных"],
  ["3 MB without a session", ["POST", "/size", { Cookie: null }, big], 403, "Refused: session"],
  ["3 MB chunked", ["POST", "/size", { ...JSONT, "Transfer-Encoding": "chunked" }, chunks(big)], 413, "Refused: body"],
  ["announced 1 TB", ["POST", "/size", { ...JSONT, "Content-Length": "1000000000000" }], 413, "Refused: body"],
  ["GET with a body", ["GET", "/", {}, "a=1"], 400, "Refused: request"],
  ["GET, chunked body", ["GET", "/", { "Transfer-Encoding": "chunked" }, chunks("a=1")], 400],
  ["both lengths", ["POST", "/mark", { ...FORM, "Transfer-Encoding": "chunked", "Content-Length": "5" }, chunks("a=1")], 400],
  ["Content-Length twice", ["POST", "/mark", { ...FORM, "Content-Length": ["3", "4"] }, "a=12"], 400],
  ["another coding", ["POST", "/mark", { ...FORM, "Transfer-Encoding": "gzip" }, "a=1"], 400],
])

await table("targets and methods", [
  ["query", ["GET", "/echo?a=%D0%96+1&b=%2B&a=2"], 200, ['"query":{"a":"2","b":"+"}', '"repeated":{"a":["Ж 1","2"]}']],
  ["path", ["GET", "/%D0%96/a+b%20c"], 200, '"path":"/Ж/a+b c"'],
  ["a wrong k with a session is an ordinary field", ["GET", "/echo?k=1"], 200, '"k":"1"'],
  ["a folder", ["GET", "/echo/"], 200, '"path":"/echo/"'],
  ["broken percent sign at the end", ["GET", "/%4"], 400],
  ["broken percent sign", ["GET", "/%zz"], 400],
  ["percent sign alone", ["GET", "/%"], 400],
  ["NUL", ["GET", "/a%00b"], 400],
  ["NUL in the query", ["GET", "/echo?a=%00"], 400],
  ["line break", ["GET", "/a%0d%0ab"], 400],
  ["not UTF-8", ["GET", "/%FF"], 400],
  ["overlong slash", ["GET", "/%C0%AF"], 400],
  ["overlong dots", ["GET", "/%C0%AE%C0%AE/"], 400],
  ["not UTF-8 in the query", ["GET", "/echo?a=%D0"], 400],
  ["dots", ["GET", "/a/../b"], 400],
  ["encoded dots", ["GET", "/a/%2e%2E/b"], 400],
  ["encoded slash and dots", ["GET", "/a%2F..%2Fb"], 400],
  ["one dot", ["GET", "/a/./b"], 400],
  ["backslash", ["GET", "/a%5C..%5Cb"], 400],
  ["double slash", ["GET", "/a//b"], 400],
  ["space", ["GET", "/a b"], 400],
  ["no slash", ["GET", "echo"], 400],
  ["HEAD", ["HEAD", "/page"], 200, "Content-Length: 57616"],
  ["HEAD is GET for the handler", ["HEAD", "/mark"], 200, "Content-Length: 3"],
  ["PUT", ["PUT", "/", {}], 405, ["Allow: GET, HEAD, POST", "Refused: method"]],
  ["DELETE", ["DELETE", "/"], 405],
  ["OPTIONS", ["OPTIONS", "/", { Origin: "http://evil.example", "Access-Control-Request-Method": "POST" }], 405, [], "Access-Control"],
  ["OPTIONS *", ["OPTIONS", "*"], 405],
  ["TRACE", ["TRACE", "/"], 405],
  ["CONNECT", ["CONNECT", "/"], 405],
  ["an unknown method", ["get", "/"], 405],
  ["a header of 20 KB", ["GET", "/", { "X-Long": "a".repeat(20000) }], 431, "Refused: headers"],
  ["15 KB of headers", ["GET", "/", { "X-Long": "a".repeat(15000) }], 200],
  ["200 headers", ["GET", "/echo", { "X-Many": Array(200).fill("1"), "User-Agent": "проба" }], 200, '"agent":"проба"'],
])
const long = (await send(p, request("GET", "/", { "X-Long": "a".repeat(200000) })))[0]
ok(!long || [413, 414, 431].includes(long.status), "a header of 200 KB is refused", long?.status)
const longUri = (await send(p, request("GET", "/" + "a".repeat(100000))))[0]
ok(!longUri || [413, 414, 431].includes(longUri.status), "a target of 100 KB is refused", longUri?.status)
const nul = (await send(p, Buffer.concat([Buffer.from("GET /echo\0/../x HTTP/1.1\r\n"), request("GET", "/").subarray(16)])))[0]
ok(!nul || nul.status < 500 && !nul.body.includes(".."), "a raw NUL in the target does no harm", nul?.status)
for (const [name, bytes] of [["garbage", "\x16\x03\x01\x02\0\x01\0"], ["no version", "GET /\r\n\r\n"], ["HTTP/9.9", "GET / HTTP/9.9\r\n\r\n"], ["only line breaks", "\r\n".repeat(2000)],
  ["no colon", `GET / HTTP/1.1\r\nHost 127.0.0.1:${p}\r\n\r\n`], ["negative length", `POST / HTTP/1.1\r\nHost: 127.0.0.1:${p}\r\nContent-Length: -5\r\n\r\n`], ["bad chunk", `POST / HTTP/1.1\r\nHost: 127.0.0.1:${p}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`]]) {
  const [a] = await send(p, bytes, { wait: 300 })
  ok(!a || a.status >= 400 && a.status !== 500, `${name}: refused or closed`, a?.status)
}

await table("cookies", [
  ["among others", ["GET", "/", { Cookie: `a=b; ${cookie}; c=d` }], 200],
  ["without spaces", ["GET", "/", { Cookie: `a=b;${cookie};c=d` }], 200],
  ["after a foreign one of the same name", ["GET", "/", { Cookie: `zh${p}=${"0".repeat(32)}; ${cookie}` }], 200],
  ["as the end of another name", ["GET", "/", { Cookie: "x" + cookie }], 403],
  ["with something behind", ["GET", "/", { Cookie: cookie + "0" }], 403],
  ["another name", ["GET", "/", { Cookie: cookie.replace(/zh\d+/, "zh1") }], 403],
])

const asset = JSON.parse((await ask("GET", "/asset")).body)
const own = `/a/${asset.hash.slice(0, 12)}/${asset.name}`
ok(asset.name && asset.size, "there is a static file to ask for", JSON.stringify(asset))
const KEEP = "Cache-Control: public, max-age=31536000, immutable"
await table("static files", [
  ["by its own hash", ["GET", own], 200, [KEEP, `Content-Length: ${asset.size}`]],
  ["by the tag of all files", ["GET", asset.url], 200, [KEEP, `Content-Length: ${asset.size}`]],
  ["HEAD", ["HEAD", own], 200, [KEEP, `Content-Length: ${asset.size}`]],
  ["another hash", ["GET", own.replace(/^\/a\/.{12}/, "/a/000000000000")], 404, "Refused: missing", KEEP],
  ["half a hash", ["GET", own.replace(/^\/a\/(.{6}).{6}/, "/a/$1")], 404],
  ["no hash", ["GET", "/a/" + asset.name], 404],
  ["no such file", ["GET", asset.url.replace(/[^/]+$/, "nothing.css")], 404],
  ["up", ["GET", own.replace(/[^/]+$/, "../schema/001_ledger.sql")], 400],
  ["up, encoded", ["GET", own.replace(/[^/]+$/, "%2e%2e%2fschema/001_ledger.sql")], 400],
  ["a page template", ["GET", asset.url.replace(/[^/]+$/, "../pages/frame.html")], 400],
  ["a hidden file", ["GET", asset.url.replace(/[^/]+$/, ".hidden.css")], 404],
  ["an unknown extension", ["GET", asset.url.replace(/[^/]+$/, "x.lua")], 404],
  ["a very long name", ["GET", asset.url.replace(/[^/]+$/, "x".repeat(500) + ".css")], 404],
  ["only the folder", ["GET", "/a/"], 404],
])

const FAILED = ["Не получилось", "Номер ошибки"], HIDDEN = ["тайная", "traceback", "_server.lua"]
await table("the handler's answers", [
  ["error", ["GET", "/error"], 500, FAILED, HIDDEN],
  ["error with a table", ["GET", "/error_table"], 500, FAILED, HIDDEN],
  ["no answer", ["GET", "/error_nil"], 500, FAILED, HIDDEN],
  ["a cookie of its own", ["GET", "/cookie"], 500, FAILED, "a=b"],
  ["a line break in a header", ["GET", "/inject"], 500, FAILED, "b=c"],
  ["another policy", ["GET", "/csp"], 500, FAILED, "src *"],
  ["a redirect outside", ["GET", "/away"], 500, FAILED, "Location"],
  ["a wrong status", ["GET", "/status"], 500, FAILED],
  ["a redirect", ["GET", "/home"], 303, "Location: /\n"],
  ["a download", ["GET", "/file"], 200, ["Content-Type: text/csv", "Content-Disposition: attachment"]],
  ["no content", ["GET", "/empty"], 204],
  ["poll inside a handler", ["GET", "/poll"], 200, "false"],
])
const errors = (await ask("GET", "/errors")).body
ok(errors.includes("тайная подробность") && errors.includes("traceback"), "on_error gets the text and the traceback", errors)
const failedId = (await ask("GET", "/error")).headers["x-zhurnal-error"]
ok((await ask("GET", "/errors")).body.includes(failedId + " "), "and the number of the page")

console.log("# connections")
const two = await send(p, [request("GET", "/keep"), request("POST", "/mark", FORM, `mark=2&csrf=${csrf}`)], { count: 2, pause: 50 })
is(two.map(a => a.body).join("|"), "first|ok 2", "keep-alive: two requests on one connection")
const many = Array.from({ length: 50 }, (_, i) => request(i % 3 ? "GET" : "HEAD", "/mark?" + i))
const piped = await send(p, Buffer.concat(many), { count: 50, heads: many.map((_, i) => i % 3 === 0) })
is(piped.length, 50, "pipelining: 50 requests at once, 50 answers")
const mixed = await send(p, Buffer.concat([request("GET", "/keep"), request("POST", "/mark", FORM, "mark=1"), request("GET", "/nope%"), request("GET", "/keep")]), { count: 4 })
is(mixed.map(a => a.status).join(), "200,403,400,200", "refusals do not break the connection")
const halves = request("POST", "/mark", FORM, `mark=2&csrf=${csrf}`)
const slowly = await send(p, Array.from(halves, b => Buffer.of(b)), { pause: 1 })
is(slowly[0]?.body, "ok 2", "a request byte by byte")
const large = await ask("GET", "/bytes?n=30000000", {}, "", { wait: 20000 })
is(large.bytes, 30000000, "an answer of 30 MB arrives whole")

const idle = await Promise.all(Array.from({ length: 200 }, async () => {
  const socket = net.connect(p, "127.0.0.1")
  socket.on("error", () => {})
  await once(socket, "connect")
  return socket
}))
let before = performance.now()
is((await ask("GET", "/page")).status, 200, "200 idle connections do not block")
ok(performance.now() - before < 3000, "nor slow down", performance.now() - before)
const half = await Promise.all(idle.slice(0, 100).map(socket => new Promise(resolve => socket.write("GET / HTTP/1.1\r\nHost: 127", resolve))))
is((await ask("GET", "/page")).status, 200, `${half.length} half requests do not block`)
const gone = Promise.all(idle.map(socket => socket.destroyed || once(socket.resume(), "close")))
const reader = net.connect(p, "127.0.0.1")
reader.on("error", () => {})
reader.write(request("GET", "/bytes?n=50000000"))
await sleep(100)
is((await ask("GET", "/mark")).status, 200, "a client that does not read does not block")
reader.destroy()

const drip = net.connect(p, "127.0.0.1")
drip.on("error", () => {})
before = performance.now()
const dripping = setInterval(() => drip.write("x"), 200)
drip.write("GET /")
await Promise.race([once(drip.resume(), "close"), sleep(1000 * (3 * TIMEOUT + 3))])
clearInterval(dripping)
const lasted = (performance.now() - before) / 1000
ok(lasted > TIMEOUT && lasted < 3 * TIMEOUT + 2, "a client that drips its request is sent away", lasted)
ok(await Promise.race([gone.then(() => true), sleep(3000)]), "idle connections are closed after the timeout")
is((await ask("GET", "/keep")).body, "first", "the server lives on")

console.log("# sessions")
for (let i = 0; i < 14; i++) await enter()
is((await ask("GET", "/keep")).body, "first", "16 sessions fit")
is((await ask("GET", "/", { Cookie: second })).status, 200, "the second one is there")
is((await ask("GET", "/keep")).body, "first", "the first one is used last")
const third = await enter()
is((await ask("GET", "/keep", { Cookie: third })).body, "nil", "the 17th session starts empty")
is((await ask("GET", "/keep")).body, "first", "and has dropped the one unused for longest")
for (let i = 0; i < 16; i++) await enter()
is((await ask("GET", "/keep")).status, 403, "16 further sessions drop it")
cookie = await enter()
const counts = JSON.parse((await ask("GET", "/count")).body)
ok(counts.count > 200 && counts.idle && counts.sessions <= 16, "count, idle, sessions", JSON.stringify(counts))

console.log("# speed")
async function rate(bytes, n) {
  const socket = net.connect(p, "127.0.0.1")
  await once(socket, "connect")
  socket.setNoDelay(true)
  const started = performance.now()
  for (let i = 0; i < n; i++) {
    socket.write(bytes)
    let got = 0, want = Infinity
    while (got < want) {
      const [piece] = await once(socket, "data")
      if (want === Infinity) {
        const head = piece.indexOf("\r\n\r\n")
        want = head + 4 + +/content-length: (\d+)/i.exec(piece.toString("latin1", 0, head))[1]
      }
      got += piece.length
    }
  }
  const each = (performance.now() - started) / n
  socket.destroy()
  return each
}
const token = (await ask("GET", "/")).body.match(/<i>([0-9a-f]{32})<\/i>/)[1]
for (const [name, bytes] of [["a page of 58 kB", request("GET", "/page")], ["a small POST", request("POST", "/mark", FORM, `mark=5&csrf=${token}`)]]) {
  const each = await rate(bytes, 1000)
  console.log(`# ${name}: ${(each * 1000).toFixed(0)} microseconds with this client`)
  ok(each < 20, `${name} has no delay of the network`, each) // Nagle with delayed ACK would cost 40 ms
}

console.log("# the end")
const bye = await ask("GET", "/stop")
is(bye.bytes, 1000004, "stop from a handler: its answer is sent whole")
is(await s.ended, 0, "the program ends")
ok(s.text().endsWith("stopped\n"), "in good order")
s = await start({ ZHURNAL_TEST_DEV: "1" })
cookie = (await ask("GET", `/?k=${s.secret}`, { Cookie: null })).headers["set-cookie"].split(";")[0]
await table("development", [
  ["a static file by any tag, not kept", ["GET", "/a/000000000000/" + asset.name], 200, [`Content-Length: ${asset.size}`, "no-store"]],
  ["no such file", ["GET", "/a/000000000000/nothing.css"], 404],
])
await ask("GET", "/stop")
is(await s.ended, 0, "the program ends again")

console.log(`1..${passed + failed}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
