/** Every page of the workbench, loaded together: whoever opens one soon opens the others. */
export { CasePage } from "./CasePage";
export { CoordinatorPage } from "./CoordinatorPage";
export { FirmHistoryPage } from "./FirmHistoryPage";
export { FirmsPage } from "./FirmsPage";
export { NewIntroductionPage } from "./NewIntroductionPage";
export { RegisterPage } from "./RegisterPage";
export { ReportPage } from "./ReportPage";
