/** The start of the window: styles, the shell's door, the app. */
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { mount } from "svelte";
import AppView from "./App.svelte";
import { openIpc } from "./ipc";
import { App } from "./shell/app.svelte";

const target = document.getElementById("app");
if (target) mount(AppView, { target, props: { app: new App(await openIpc()) } });
