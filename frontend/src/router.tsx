import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import { readFirms, readPipeline, readReport, readStart } from "@/features/coordinator/state";
import type { BoardFilter } from "@/features/need/questions";
import { SearchPage } from "@/features/search/SearchPage";
import { first, oneOf, parseSearch, stringifySearch } from "@/lib/address";
import { PURPOSES, readSearch, type SearchState } from "@/lib/search";
import { Failure } from "@/ui/Failure";
import { Layout } from "@/ui/Layout";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";

const root = createRootRoute({ component: Layout });

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

const loadWorkbench = () => import("@/features/coordinator/pages");

const coordinator = createRoute({
  getParentRoute: () => root,
  path: "/coordinator",
  validateSearch: readPipeline,
  component: lazyRouteComponent(loadWorkbench, "CoordinatorPage"),
});

const newIntroduction = createRoute({
  getParentRoute: () => root,
  path: "/coordinator/introductions/new",
  validateSearch: readStart,
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
  validateSearch: readFirms,
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
  validateSearch: readReport,
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

/** Without a history the browser's own is used; tests bring one in memory. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([search, firm, board, newNeed, need, clusters, ...workbench]),
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
