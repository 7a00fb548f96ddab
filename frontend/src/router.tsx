import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
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

/** Without a history the browser's own is used; tests bring one in memory. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([
      search,
      firm,
      board,
      newNeed,
      need,
      clusters,
      ...[editFirm, previewFirm, myFirm, myPreview, myNeeds, editNeed, confirmation],
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
