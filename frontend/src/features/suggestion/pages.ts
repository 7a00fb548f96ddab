export { ExposurePage } from "./exposure/ExposurePage";
export { FirmPartnersPage, MyPartnersPage } from "./partner/PartnersPage";
export { SuggestionsPage } from "./week/SuggestionsPage";
