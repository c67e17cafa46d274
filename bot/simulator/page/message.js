// A message as the page has it, and a file on its way into one.

// From the simulator's view of it.
export function readMessage(given) {
  const extra = given.message;
  const photo = extra.photo?.at(-1);
  return {
    id: given.message_id,
    deleted: given.deleted,
    mine: !given.by_bot,
    date: given.date,
    editDate: given.edit_date,
    text: given.text,
    entities: given.entities,
    rows: given.reply_markup?.inline_keyboard ?? [],
    markup: given.reply_markup,
    photo: photo ? { fileId: photo.file_id, width: photo.width, height: photo.height } : null,
    document: extra.document
      ? { fileId: extra.document.file_id, name: extra.document.file_name, size: extra.document.file_size }
      : null,
    reply: extra.reply_to_message
      ? { text: extra.reply_to_message.text ?? extra.reply_to_message.caption ?? "" }
      : null,
    forward: extra.forward_origin ?? null,
    viaBot: extra.via_bot !== undefined,
    service: given.service,
    reaction: given.reaction,
  };
}

const CHUNK = 32_768; // arguments that a call takes
const PICTURES = ["image/png", "image/jpeg"];

// What `send` of the control interface takes: pictures that Telegram shows as such go as photos.
export async function outgoing(file, caption) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return {
    kind: PICTURES.includes(file.type) ? "photo" : "document",
    name: file.name || "picture.png",
    content_type: file.type || "application/octet-stream",
    content: btoa(binary),
    caption,
  };
}
