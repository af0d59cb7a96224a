'use strict';

const $ = (id) => document.getElementById(id);

// --- what stands on the wall --------------------------------------------------------------

const posts = new Map(); // id -> its element
const likes = new Map(); // id -> who likes it; a like may come before its post, from another wall

function addPost(entry) {
	if (posts.has(entry.id)) {
		return;
	}
	const item = $('post').content.firstElementChild.cloneNode(true);
	item.dataset.id = entry.id;
	item.querySelector('.author').textContent = entry.author;
	item.querySelector('.wall').textContent = entry.wall;
	item.querySelector('.text').textContent = entry.text;
	const time = item.querySelector('time');
	time.dateTime = entry.at;
	time.textContent = new Date(entry.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
	item.querySelector('.like').addEventListener('click', () => like(entry.id));
	posts.set(entry.id, item);
	$('posts').prepend(item);
	showLikes(entry.id);
}

function addLike(entry) {
	if (!likes.has(entry.subject)) {
		likes.set(entry.subject, new Set());
	}
	likes.get(entry.subject).add(entry.author);
	showLikes(entry.subject);
}

function showLikes(id) {
	const item = posts.get(id);
	const who = likes.get(id) ?? new Set();
	if (item) {
		item.querySelector('.likes').textContent = who.size;
		item.querySelector('.like').title = [...who].join(', ');
		item.querySelector('.like').classList.toggle('mine', who.has($('author').value));
	}
}

// --- the stream ---------------------------------------------------------------------------

let stream;
let lastEventId = '';

function connect() {
	// a new EventSource knows nothing of the one before it, and can set no header
	stream = new EventSource(lastEventId ? `wall?lastEventId=${encodeURIComponent(lastEventId)}` : 'wall');
	stream.addEventListener('open', () => showState('live'));
	stream.addEventListener('error', lost);
	stream.addEventListener('post', (event) => take(event, addPost));
	stream.addEventListener('like', (event) => take(event, addLike));
	stream.addEventListener('presence', (event) => showReaders(JSON.parse(event.data).readers));
}

function take(event, add) {
	add(JSON.parse(event.data));
	lastEventId = event.lastEventId;
}

// a browser tries again by itself, but not after an answer that is no stream, such as a proxy's 502
function lost() {
	const closed = stream.readyState === EventSource.CLOSED;
	showState(closed ? 'closed' : 'connecting');
	if (closed) {
		setTimeout(connect, 2000);
	}
}

function showState(state) {
	$('state').dataset.state = state;
	$('state').textContent = state;
}

function showReaders(count) {
	$('readers').textContent = count === 1 ? '1 reader' : `${count} readers`;
}

// --- what one does ------------------------------------------------------------------------

const outbox = JSON.parse(sessionStorage.getItem('outbox') ?? '[]');
let sending = false;

function put(path, body) {
	outbox.push({ path, body });
	send();
}

function like(id) {
	if ($('author').reportValidity()) {
		put(`posts/${encodeURIComponent(id)}/likes/${encodeURIComponent($('author').value)}`);
	}
}

// what got no answer is said again, under the same id: it comes to stand on the wall once
async function send() {
	showOutbox();
	if (sending || outbox.length === 0) {
		return;
	}
	sending = true;
	const { path, body } = outbox[0];
	try {
		const answer = await fetch(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body });
		if (answer.status < 500) {
			outbox.shift();
		}
		sending = false;
		setTimeout(send, answer.status < 500 ? 0 : 1000);
	}
	catch {
		sending = false;
		setTimeout(send, 1000);
	}
}

function showOutbox() {
	sessionStorage.setItem('outbox', JSON.stringify(outbox));
	$('outbox').textContent = outbox.length === 0 ? '' : `${outbox.length} on the way`;
}

$('composer').addEventListener('submit', (event) => {
	event.preventDefault();
	const post = { author: $('author').value, text: $('text').value };
	put(`posts/${newId()}`, JSON.stringify(post));
	$('text').value = '';
});

// crypto.randomUUID is not there on a page by plain http from another host
function newId() {
	return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

$('author').value = localStorage.getItem('author') ?? '';
$('author').addEventListener('change', () => {
	localStorage.setItem('author', $('author').value);
	posts.forEach((item, id) => showLikes(id));
});

fetch('about').then((answer) => answer.json()).then((about) => {
	$('name').textContent = about.name;
	document.title = about.name;
});
connect();
send();
