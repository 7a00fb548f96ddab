export { FixationPage } from "./fixation/FixationPage";
export { NetworkPage } from "./graph/NetworkPage";
export { NetworksPage } from "./NetworksPage";
