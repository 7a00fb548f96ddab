export { EditNeedPage } from "./EditNeedPage";
export { MyNeedsPage } from "./MyNeedsPage";
