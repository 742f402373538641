/** The start of the window: styles, the shell's door, the app. */
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { mount } from "svelte";
import AppView from "./App.svelte";
import { openIpc } from "./ipc";
import { language } from "./messages";
import { App } from "./shell/app.svelte";

// How the start goes, for who measures it.
performance.mark("read");
const target = document.getElementById("app");
const [ipc] = await Promise.all([openIpc(), language.choose("system")]);
performance.mark("mounted");
if (target) mount(AppView, { target, props: { app: new App(ipc) } });
