/** The pages of gatherings, loaded together. */
export { GatheringPage } from "./GatheringPage";
export { GatheringsPage } from "./GatheringsPage";
export { NewGatheringPage } from "./NewGatheringPage";
