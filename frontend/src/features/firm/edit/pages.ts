export { EditFirmPage } from "./EditFirmPage";
export { MyFirmPage } from "./MyFirmPage";
export { MyPreviewPage, PreviewPage } from "./PreviewPage";
