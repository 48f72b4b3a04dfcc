from django.urls import path

from community.views import modules, neighbours

urlpatterns = [
    path("", neighbours.home, name="home"),
    path("join/", neighbours.join, name="join"),
    path("me/", neighbours.me, name="me"),
    path("me/leave/", neighbours.leave, name="leave"),
    path("<uuid:neighbour_id>/block/", neighbours.block, name="block"),
    path("blocks/<uuid:block_id>/end/", neighbours.unblock, name="unblock"),
    path("modules/", modules.modules, name="modules"),
    path("modules/<slug:module>/", modules.module, name="module"),
]
