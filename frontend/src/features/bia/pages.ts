export { CasePage } from "./CasePage";
export { KeptPage } from "./KeptPage";
export { CasesPage } from "./start/CasesPage";
