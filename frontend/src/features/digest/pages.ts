/** The pages of the weekly digest, loaded together. */
export { AnswerPage } from "./AnswerPage";
export { DigestPage } from "./DigestPage";
export { StopPage } from "./StopPage";
