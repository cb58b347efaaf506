// Buttons that copy what stands before them.

for (const button of document.querySelectorAll("button.copy")) {
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("code").textContent;
    const label = button.firstElementChild;
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = before), 2000);
  });
}
