import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import type { AuditFilter } from "@/features/audit/questions";
import type { CaseState } from "@/features/bia/state";
import type {
  FirmsState,
  PipelineState,
  ReportState,
  StartState,
} from "@/features/coordinator/state";
import type { BoardFilter } from "@/features/need/questions";
import { SearchPage } from "@/features/search/SearchPage";
import { first, oneOf, parseSearch, stringifySearch } from "@/lib/address";
import { PURPOSES, readSearch, type SearchState } from "@/lib/search";
import { networkRoutes } from "@/networkRoutes";
import { asSpelt, root } from "@/root";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";

const search = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readSearch,
  component: SearchPage,
});

const firm = createRoute({
  getParentRoute: () => root,
  path: "/firms/$id",
  component: lazyRouteComponent(() => import("@/features/firm/FirmPage"), "FirmPage"),
});

const board = createRoute({
  getParentRoute: () => root,
  path: "/needs",
  validateSearch: (raw: Record<string, unknown>): BoardFilter => ({
    kind: oneOf(raw.kind, PURPOSES),
    cluster: first(raw.cluster),
  }),
  component: lazyRouteComponent(() => import("@/features/need/BoardPage"), "BoardPage"),
});

const newNeed = createRoute({
  getParentRoute: () => root,
  path: "/needs/new",
  validateSearch: (raw: Record<string, unknown>): SearchState & { step?: "check" } => ({
    ...readSearch(raw),
    step: oneOf(raw.step, ["check"]),
  }),
  component: lazyRouteComponent(() => import("@/features/need/NewNeedPage"), "NewNeedPage"),
});

const need = createRoute({
  getParentRoute: () => root,
  path: "/needs/$id",
  component: lazyRouteComponent(() => import("@/features/need/NeedPage"), "NeedPage"),
});

const clusters = createRoute({
  getParentRoute: () => root,
  path: "/clusters",
  component: lazyRouteComponent(() => import("@/features/search/ClustersPage"), "ClustersPage"),
});

const editFirm = createRoute({
  getParentRoute: () => root,
  path: "/firms/$id/edit",
  component: lazyRouteComponent(() => import("@/features/firm/edit/pages"), "EditFirmPage"),
});

const audience = (raw: Record<string, unknown>) => ({
  audience: oneOf(raw.audience, ["anyone", "members", "coordinators", "owner"]) ?? "anyone",
});

const previewFirm = createRoute({
  getParentRoute: () => root,
  path: "/firms/$id/preview",
  validateSearch: audience,
  component: lazyRouteComponent(() => import("@/features/firm/edit/pages"), "PreviewPage"),
});

const myFirm = createRoute({
  getParentRoute: () => root,
  path: "/my/firm",
  component: lazyRouteComponent(() => import("@/features/firm/edit/pages"), "MyFirmPage"),
});

const myPreview = createRoute({
  getParentRoute: () => root,
  path: "/my/firm/preview",
  validateSearch: audience,
  component: lazyRouteComponent(() => import("@/features/firm/edit/pages"), "MyPreviewPage"),
});

const myNeeds = createRoute({
  getParentRoute: () => root,
  path: "/my/needs",
  component: lazyRouteComponent(() => import("@/features/need/own/pages"), "MyNeedsPage"),
});

const editNeed = createRoute({
  getParentRoute: () => root,
  path: "/needs/$id/edit",
  component: lazyRouteComponent(() => import("@/features/need/own/pages"), "EditNeedPage"),
});

const confirmation = createRoute({
  getParentRoute: () => root,
  path: "/confirm",
  component: lazyRouteComponent(() => import("@/features/firm/confirm/ConfirmPage"), "ConfirmPage"),
});

/** Where to go on after a page that stands in between. */
const toNext = (raw: Record<string, unknown>): { next?: string } => ({ next: first(raw.next) });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (raw: Record<string, unknown>): { next?: string; refused?: string } => ({
    ...toNext(raw),
    refused: oneOf(raw.refused, ["oidc"]),
  }),
  component: lazyRouteComponent(() => import("@/features/account/SignInPage"), "SignInPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(
    () => import("@/features/account/InvitationPage"),
    "InvitationPage",
  ),
});

const terms = createRoute({
  getParentRoute: () => root,
  path: "/terms",
  validateSearch: toNext,
  component: lazyRouteComponent(() => import("@/features/account/TermsPage"), "TermsPage"),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: lazyRouteComponent(() => import("@/features/account/AccountPage"), "AccountPage"),
});

const password = createRoute({
  getParentRoute: () => root,
  path: "/account/password",
  component: lazyRouteComponent(() => import("@/features/account/PasswordPage"), "PasswordPage"),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/account/second-factor",
  component: lazyRouteComponent(
    () => import("@/features/account/SecondFactorPage"),
    "SecondFactorPage",
  ),
});

const erase = createRoute({
  getParentRoute: () => root,
  path: "/account/erase",
  component: lazyRouteComponent(() => import("@/features/account/ErasePage"), "ErasePage"),
});

const ownKeys = createRoute({
  getParentRoute: () => root,
  path: "/account/keys",
  component: lazyRouteComponent(() => import("@/features/keys/KeysPage"), "KeysPage"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/organisations/$ref/people",
  component: lazyRouteComponent(() => import("@/features/people/PeoplePage"), "PeoplePage"),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: "/organisations/$ref/keys",
  component: lazyRouteComponent(() => import("@/features/keys/KeysPage"), "OrganisationKeysPage"),
});

const webhooks = createRoute({
  getParentRoute: () => root,
  path: "/organisations/$ref/webhooks",
  component: lazyRouteComponent(() => import("@/features/webhooks/WebhooksPage"), "WebhooksPage"),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: (raw: Record<string, unknown>): AuditFilter => ({
    owner: first(raw.owner),
    subject: first(raw.subject),
  }),
  component: lazyRouteComponent(() => import("@/features/audit/AuditPage"), "AuditPage"),
});

const loadWorkbench = () => import("@/features/coordinator/pages");

const coordinator = createRoute({
  getParentRoute: () => root,
  path: "/coordinator",
  validateSearch: asSpelt<PipelineState>(),
  component: lazyRouteComponent(loadWorkbench, "CoordinatorPage"),
});

const newIntroduction = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/introductions/new",
  validateSearch: asSpelt<StartState>(),
  component: lazyRouteComponent(loadWorkbench, "NewIntroductionPage"),
});

const introduction = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/introductions/$ref",
  component: lazyRouteComponent(loadWorkbench, "CasePage"),
});

const coordinatorFirms = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/firms",
  validateSearch: asSpelt<FirmsState>(),
  component: lazyRouteComponent(loadWorkbench, "FirmsPage"),
});

const register = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/register",
  component: lazyRouteComponent(loadWorkbench, "RegisterPage"),
});

const report = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/report",
  validateSearch: asSpelt<ReportState>(),
  component: lazyRouteComponent(loadWorkbench, "ReportPage"),
});

const firmHistory = createRoute({
  getParentRoute: () => root,
  path: "/firms/$id/history",
  component: lazyRouteComponent(loadWorkbench, "FirmHistoryPage"),
});

/** What coordinators work with. */
const workbench = [
  coordinator,
  newIntroduction,
  introduction,
  coordinatorFirms,
  register,
  report,
  firmHistory,
];

const loadBia = () => import("@/features/bia/pages");

const biaCases = createRoute({
  getParentRoute: () => root,
  path: "/bia",
  component: lazyRouteComponent(loadBia, "CasesPage"),
});

const biaDraft = createRoute({
  getParentRoute: () => root,
  path: "/bia/draft",
  validateSearch: asSpelt<CaseState>(),
  component: lazyRouteComponent(loadBia, "KeptPage"),
});

const biaCase = createRoute({
  getParentRoute: () => root,
  path: "/bia/cases/$id",
  validateSearch: asSpelt<CaseState>(),
  component: lazyRouteComponent(loadBia, "CasePage"),
});

/** Without a history the browser's own is used; tests bring one in memory. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([
      ...[search, firm, board, newNeed, need, clusters],
      ...[editFirm, previewFirm, myFirm, myPreview, myNeeds, editNeed, confirmation],
      ...[signIn, invitation, terms, account, password, secondFactor, erase],
      ...[ownKeys, people, keys, webhooks, audit],
      ...workbench,
      ...[biaCases, biaDraft, biaCase],
      ...networkRoutes,
    ]),
    history,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultErrorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: Loading,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
  interface HistoryState {
    /** The search that led to a firm, as its address. */
    from?: string;
    /** True right after a need was posted. */
    isPosted?: boolean;
  }
}
