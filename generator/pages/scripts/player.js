// A video elsewhere: its player comes only when it is asked for. Without this script the link leads there.
for (const link of document.querySelectorAll("a[data-player]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = link.dataset.player;
    player.title = link.dataset.title;
    player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    player.className = "film__player";
    link.replaceWith(player);
    player.focus();
  });
}
