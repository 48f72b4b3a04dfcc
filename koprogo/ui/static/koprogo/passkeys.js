// Passkeys: the one thing of KoproGo that a browser does by script only.
//
// A form with data-passkey="create" or "get" asks the device for a credential, puts its
// JSON into the hidden field "credential" and is sent. The options come from
// data-options-url, or from the page's JSON element #passkey-options.
"use strict";

{
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
      one.charCodeAt(0),
    );

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  const readOptions = async (form) => {
    const address = form.dataset.optionsUrl;
    if (!address) {
      return JSON.parse(document.getElementById("passkey-options").textContent);
    }
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  };

  const withBytes = ({ publicKey }) => {
    const known = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));
    const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
    if (options.user) {
      options.user = { ...options.user, id: toBytes(options.user.id) };
      options.excludeCredentials = known(options.excludeCredentials);
    } else {
      options.allowCredentials = known(options.allowCredentials);
    }
    return options;
  };

  // A passkey that signs in alone stays on the device and asks who holds it.
  const wanted = (form, options) => {
    const alone = form.elements.passwordless;
    if (alone) {
      options.authenticatorSelection = {
        ...options.authenticatorSelection,
        residentKey: alone.checked ? "required" : "discouraged",
        requireResidentKey: alone.checked,
        userVerification: alone.checked ? "required" : "preferred",
      };
    }
    return options;
  };

  const describe = (credential) => {
    const { response } = credential;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const found = parts.filter((name) => response[name]);
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: Object.fromEntries(found.map((name) => [name, toText(response[name])])),
    };
  };

  const ask = async (form) => {
    const publicKey = wanted(form, withBytes(await readOptions(form)));
    const create = form.dataset.passkey === "create";
    return create
      ? navigator.credentials.create({ publicKey })
      : navigator.credentials.get({ publicKey });
  };

  const show = (form, part, visible) => {
    const element = form.querySelector(`[data-passkey-${part}]`);
    if (element) {
      element.hidden = !visible;
    }
  };

  const prepare = (form) => {
    show(form, "missing", false);
    show(form, "ready", true);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      show(form, "failed", false);
      try {
        form.elements.credential.value = JSON.stringify(describe(await ask(form)));
      } catch {
        show(form, "failed", true);
        return;
      }
      form.submit();
    });
  };

  if (window.PublicKeyCredential) {
    document.querySelectorAll("form[data-passkey]").forEach(prepare);
  }
}
